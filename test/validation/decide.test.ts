import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts } from "../../src/validation/facts.ts";
import {
  applyAll,
  type Change,
  destinationCluster,
  destinationVCenter,
  ericTpmVm,
  facts,
  goodAttach,
  goodCopy,
  request,
  sourceVCenter,
  subject,
  withinOneVCenter,
} from "./good-facts.ts";

const registrationsOf = (names: readonly string[]) =>
  names.map((name) => ({ name, type: "STANDARD", status: "CONNECTED", kmsClusterUuid: null, backedUp: null }) as const);
const keyProviders = (...names: readonly string[]) =>
  destinationVCenter({
    kmsRegistrations: registrationsOf(names),
    defaultKeyProvider: names[0],
  });
const nothingShared = destinationCluster({ mountedVolumeIds: [] });
const given = (good: Facts, ...changes: readonly Change[]) => decide(applyAll(good, changes));

describe("what a reconfiguration does to the TPM", () => {
  test.each([
    ["PRESENT", true, false, "ATTACH_NEW", "BLOCKED"],
    ["PRESENT", false, false, "REMOVE", "ALLOWED"],
    ["PRESENT", undefined, true, "KEEP", "ALLOWED"],
    ["PRESENT", undefined, false, "NONE", "ALLOWED"],
    ["NOT_PRESENT", true, false, "ATTACH_NEW", "ALLOWED"],
    ["NOT_PRESENT", false, false, "NONE", "ALLOWED"],
    ["NOT_PRESENT", undefined, true, "NONE", "ALLOWED"],
    ["UNKNOWN", true, false, "ATTACH_NEW", "UNDETERMINED"],
    ["UNKNOWN", false, false, "REMOVE", "UNDETERMINED"],
    ["UNKNOWN", undefined, true, "KEEP", "ALLOWED"],
    ["UNKNOWN", undefined, false, "NONE", "ALLOWED"],
  ] as const)("%s, requested %s, hardware changes %s: %s, %s", (tpm, tpmRequested, changes, outcome, decision) => {
    const hardwareChanges = changes ? (["guestId"] as const) : [];
    const change = subject({ tpm, tpmRequested, hardwareChanges, keyProvider: tpm === "PRESENT" ? "kp-1" : null });
    expect(given(goodAttach, change)).toMatchObject({ decision, subjects: [{ outcome }] });
  });

  test("a VM that loses its EFI firmware cannot keep its TPM", () => {
    const change = subject({
      tpm: "PRESENT",
      keyProvider: "kp-1",
      tpmRequested: undefined,
      hardwareChanges: ["firmware"],
      firmware: "BIOS",
    });
    expect(given(goodAttach, change).blockedBy).toEqual(["firmware-is-efi"]);
  });
});

test("an import keeps the TPM when it moves, and copies it when it clones", () => {
  const imported = (importMode: "MOVE" | "CLONE") =>
    given(goodCopy, facts({ workflow: "IMPORT_VM" }), request({ importMode })).subjects[0]?.outcome;
  expect(imported("MOVE")).toBe("KEEP");
  expect(imported("CLONE")).toBe("COPY");
});

test("an OVF gives a TPM to a template only where the catalog's VDC supports one", () => {
  const ovf = facts({ workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", source: undefined });
  const asked = subject({ tpm: "NOT_PRESENT", tpmRequested: true, keyProvider: null, vmId: undefined });
  expect(given(goodCopy, ovf, asked)).toMatchObject({ decision: "ALLOWED", subjects: [{ outcome: "ATTACH_NEW" }] });
  const unsupported = destinationVCenter({ kmsRegistrations: [], defaultKeyProvider: undefined });
  expect(given(goodCopy, ovf, asked, unsupported).blockedBy).toEqual(["vdc-supports-tpm"]);
  expect(
    given(goodCopy, ovf, subject({ tpm: "NOT_PRESENT", keyProvider: null, vmId: undefined }), unsupported).decision,
  ).toBe("ALLOWED");
});

test("a capture with COPY is allowed with a warning that nobody has to acknowledge", () => {
  const verdict = given(goodCopy, facts({ workflow: "CAPTURE_VAPP" }));
  expect(verdict).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: [] });
  expect(verdict.findings.filter(({ outcome }) => outcome === "WARN").map(({ rule }) => rule)).toEqual([
    "tpm-identity-stays-unique",
    "export-carries-no-tpm-state",
  ]);
});

test("two VMs of one name each have their own findings", () => {
  const twins = facts({ workflow: "COPY_VAPP", subjects: [ericTpmVm, { ...ericTpmVm, firmware: "BIOS" }] });
  expect(given(goodCopy, twins).subjects.map(({ decision }) => decision)).toEqual(["ALLOWED", "BLOCKED"]);
});

test("an empty vApp may be copied between connected vCenters only", () => {
  const empty = facts({ workflow: "COPY_VAPP", subjects: [] });
  expect(given(goodCopy, empty)).toMatchObject({
    decision: "ALLOWED",
    tpm: { offered: [], default: null, chosen: null },
  });
  expect(given(goodCopy, empty, sourceVCenter({ status: "UNKNOWN" })).decision).toBe("UNDETERMINED");
});

test("within one vCenter nothing has to be shared or registered", () => {
  expect(given(goodCopy, withinOneVCenter, keyProviders("kp-2"), nothingShared)).toMatchObject({
    decision: "ALLOWED",
    crossVcenter: false,
  });
});
