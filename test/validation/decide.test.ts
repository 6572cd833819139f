import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts } from "../../src/validation/facts.ts";
import { sayVerdict } from "../../src/validation/words/say.ts";
import {
  applyAll,
  type Change,
  destinationCluster,
  destinationVCenter,
  ericTpmVm,
  facts,
  goodAttach,
  goodCopy,
  goodDetach,
  goodInstantiation,
  request,
  sourceVCenter,
  subject,
  template,
  withinOneVCenter,
} from "./good-facts.ts";

const KEY_MESSAGE = "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.";
const STORAGE_MESSAGE =
  "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.";

const registrationsOf = (names: readonly string[]) =>
  names.map((name) => ({ name, type: "STANDARD", status: "CONNECTED", kmsClusterUuid: null, backedUp: null }) as const);
const keyProviders = (...names: readonly string[]) =>
  destinationVCenter({
    kmsRegistrations: registrationsOf(names),
    defaultKeyProvider: names[0],
  });
const nothingShared = destinationCluster({ mountedVolumeIds: [] });
const fast = destinationVCenter({ fastCrossVcenterInstantiation: true });
const replace = request({ tpmProvisioning: "REPLACE" });
const move = facts({ workflow: "MOVE_VM" });
const given = (good: Facts, ...changes: readonly Change[]) => decide(applyAll(good, changes));

describe("the worked cases of rules.md", () => {
  test("1: a TPM VM to another vCenter, from the first refusal to ALLOWED", () => {
    const first = given(goodCopy, keyProviders("kp-2"), nothingShared);
    expect(first).toMatchObject({ decision: "BLOCKED", crossVcenter: true });
    expect(sayVerdict(first, "provider")).toBe(KEY_MESSAGE);
    expect(sayVerdict(first, "tenant")).toBe(KEY_MESSAGE);
    expect(first.blockedBy).toEqual(["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"]);

    const registered = given(goodCopy, keyProviders("kp-2", "kp-1"), nothingShared);
    expect(registered.decision).toBe("BLOCKED");
    expect(sayVerdict(registered, "provider")).toBe(STORAGE_MESSAGE);
    expect(sayVerdict(registered, "tenant")).toBe(STORAGE_MESSAGE);
    expect(registered.blockedBy).toEqual(["shared-storage-or-fast-cross-vcenter"]);

    const allowed = { decision: "ALLOWED", blockedBy: [] };
    const both = { offered: ["COPY", "REPLACE"], default: "COPY", chosen: "COPY" };
    expect(given(goodCopy, keyProviders("kp-2", "kp-1"))).toMatchObject({ ...allowed, tpm: both });
    expect(given(goodCopy, keyProviders("kp-2", "kp-1"), nothingShared, fast)).toMatchObject({ ...allowed, tpm: both });
    const moved = given(goodCopy, move, keyProviders("kp-2", "kp-1"));
    expect(moved).toMatchObject({ ...allowed, tpm: { offered: ["COPY"], default: "COPY", chosen: "COPY" } });
    expect(moved.subjects).toMatchObject([{ name: "ericTpmVm", vmId: "id-ericTpmVm", outcome: "KEEP" }]);
  });

  test("2: a copy to vCenter 7.0.3 offers COPY alone", () => {
    const old = destinationVCenter({ version: "7.0.3" });
    expect(given(goodCopy, old)).toMatchObject({ decision: "ALLOWED", tpm: { offered: ["COPY"] } });
    expect(given(goodCopy, old, replace)).toMatchObject({
      blockedBy: ["tpm-option-offered"],
      tpm: { offered: ["COPY"], default: "COPY", chosen: "REPLACE" },
      subjects: [{ outcome: "ATTACH_NEW", decision: "ALLOWED" }],
    });
  });

  test("3: vCenter 7.0.1 takes a Windows VM with a TPM, and no Ubuntu one", () => {
    const old = destinationVCenter({ version: "7.0.1" });
    expect(given(goodCopy, move, old, subject({ guestId: "ubuntu64Guest" })).blockedBy).toEqual([
      "vcenter-supports-guest",
    ]);
    expect(given(goodCopy, move, old).decision).toBe("ALLOWED");
  });

  test("4: a REPLACE template needs nothing of the source; a COPY template is blocked by both rules", () => {
    const elsewhere = [keyProviders("kp-2"), nothingShared];
    const replaced = given(
      goodInstantiation,
      template({ tpmProvisioning: "REPLACE" }),
      subject({ keyProvider: null }),
      ...elsewhere,
    );
    expect(replaced).toMatchObject({ decision: "ALLOWED", subjects: [{ outcome: "ATTACH_NEW" }] });
    expect(replaced.tpm).toEqual({ offered: ["REPLACE"], default: "REPLACE", chosen: "REPLACE" });
    const copied = given(goodInstantiation, ...elsewhere);
    expect(copied.blockedBy).toEqual(["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"]);
    expect(copied.tpm).toEqual({ offered: ["COPY"], default: "COPY", chosen: "COPY" });
  });

  test("5: a new TPM is encrypted under the cluster's default", () => {
    const verdict = given(
      goodAttach,
      destinationVCenter({
        kmsRegistrations: registrationsOf(["kp-1", "kp-3"]),
      }),
      destinationCluster({ defaultKeyProvider: "kp-3" }),
    );
    expect(verdict.decision).toBe("ALLOWED");
    const home = verdict.findings.find(({ rule }) => rule === "vm-home-encryption");
    expect(home?.what).toMatchObject({
      id: "home-will-be-encrypted",
      at: { cluster: "cl-a" },
      byDefault: { keyProvider: "kp-3", from: "CLUSTER" },
    });
  });

  test("6: of three VMs one has a TPM, and the choice concerns that one", () => {
    const without = { ...ericTpmVm, tpm: "NOT_PRESENT", keyProvider: null, firmware: "BIOS" } as const;
    const vapp = facts({
      workflow: "COPY_VAPP",
      subjects: [{ ...without, name: "web" }, ericTpmVm, { ...without, name: "db" }],
    });
    const allowed = given(goodCopy, vapp);
    expect(allowed.decision).toBe("ALLOWED");
    expect(allowed.subjects.map(({ name, tpmStatus, outcome }) => [name, tpmStatus, outcome])).toEqual([
      ["web", "NOT_PRESENT", "NONE"],
      ["ericTpmVm", "PRESENT", "COPY"],
      ["db", "NOT_PRESENT", "NONE"],
    ]);
    const blocked = given(goodCopy, vapp, keyProviders("kp-2"));
    expect(blocked.decision).toBe("BLOCKED");
    expect(blocked.subjects.map(({ decision }) => decision)).toEqual(["ALLOWED", "BLOCKED", "ALLOWED"]);
  });

  test("7: snapshots and power are reported at once, with the warning", () => {
    const verdict = given(goodDetach, subject({ snapshotCount: 2, powerState: "POWERED_ON" }));
    expect(verdict).toMatchObject({ decision: "BLOCKED", subjects: [{ outcome: "REMOVE" }] });
    expect(verdict.blockedBy).toEqual(["powered-off-to-change-tpm", "no-snapshots-to-change-tpm"]);
    expect(verdict.warningsToAcknowledge).toEqual(["TPM_REMOVAL"]);
  });

  test("8: a VM of whose TPM nothing is known is neither allowed nor blocked", () => {
    const verdict = given(
      goodCopy,
      move,
      subject({ tpm: "UNKNOWN", keyProvider: null }),
      keyProviders("kp-2"),
      nothingShared,
    );
    expect(verdict).toMatchObject({
      decision: "UNDETERMINED",
      blockedBy: [],
      subjects: [{ tpmStatus: "UNKNOWN", outcome: "KEEP" }],
      tpm: { offered: ["COPY"], default: "COPY" },
    });
    const missing = verdict.findings.filter(({ outcome }) => outcome === "UNKNOWN");
    expect(missing.map(({ rule }) => rule)).toEqual([
      "vm-home-encryption",
      "key-provider-on-target",
      "shared-storage-or-fast-cross-vcenter",
    ]);
    for (const { remedies } of missing) {
      expect(remedies[0]).toMatchObject({
        action: "RECORD_MISSING_FACT",
        fact: "tpm",
        vmId: "id-ericTpmVm",
      });
    }
  });
});

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
    ["UNKNOWN", false, false, "REMOVE", "ALLOWED"],
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
