import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts, KmsRegistrationFacts } from "../../src/validation/facts.ts";
import type { Verdict } from "../../src/validation/verdict.ts";
import type { RuleId } from "../../src/validation/vocabulary.ts";
import { sayVerdict } from "../../src/validation/words/say.ts";
import {
  applyAll,
  type Change,
  destinationCluster,
  destinationPlace,
  destinationVCenter,
  ericTpmVm,
  facts,
  goodAttach,
  goodCopy,
  goodDetach,
  goodInstantiation,
  goodMove,
  goodVappMove,
  request,
  sourceKeyProviders,
  subject,
  template,
  withinOneVCenter,
} from "./good-facts.ts";

const KEY_MESSAGE = "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.";
const STORAGE_MESSAGE =
  "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.";

const registration = (name: string, change: Partial<KmsRegistrationFacts> = {}): KmsRegistrationFacts => ({
  name,
  type: "STANDARD",
  status: "CONNECTED",
  kmsClusterUuid: null,
  backedUp: null,
  ...change,
});
/** What is registered there; the first is its default. */
const there = (...kmsRegistrations: readonly KmsRegistrationFacts[]) =>
  destinationVCenter({ kmsRegistrations, defaultKeyProvider: kmsRegistrations[0]?.name });
const kp1 = registration("kp-1");
const kp2 = registration("kp-2");
const nothingShared = destinationCluster({ mountedVolumeIds: [] });
const fast = destinationVCenter({ fastCrossVcenterInstantiation: true });
const version = (of: string) => destinationVCenter({ version: of });
const withoutTpm = subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true });
const noWord = subject({ tpm: "UNKNOWN", keyProvider: null, encryptedByPolicy: null });
const native = { type: "NATIVE", backedUp: true } as const;
const nkp = [subject({ keyProvider: "nkp" }), sourceKeyProviders({ name: "nkp", kmsClusterUuid: "key-a", ...native })];
const other = { tpm: "NOT_PRESENT", keyProvider: null, firmware: "BIOS" } as const;
const ofThree = facts({
  workflow: "COPY_VAPP",
  subjects: [{ ...ericTpmVm, ...other, name: "web" }, ericTpmVm, { ...ericTpmVm, ...other, name: "db" }],
});

const ON_TARGET = "key-provider-on-target";
const STORAGE = "shared-storage-or-fast-cross-vcenter";
const given = (good: Facts, ...changes: readonly Change[]): Verdict => decide(applyAll(good, changes));

type Case = readonly [
  words: string,
  verdict: Verdict,
  decision: "ALLOWED" | "UNDETERMINED" | readonly RuleId[],
  offered: readonly string[],
];
const COPY = ["COPY"];
const BOTH = ["COPY", "REPLACE"];

const CASES: readonly Case[] = [
  ["1: vc-b has kp-2 alone", given(goodCopy, there(kp2)), [ON_TARGET], BOTH],
  ["1: nothing is shared", given(goodCopy, there(kp2, kp1), nothingShared), [STORAGE], BOTH],
  ["1: neither", given(goodCopy, there(kp2), nothingShared), [ON_TARGET, STORAGE], BOTH],
  ["1: a volume is shared", given(goodCopy, there(kp2, kp1)), "ALLOWED", BOTH],
  ["1: fast instantiation", given(goodCopy, there(kp2, kp1), nothingShared, fast), "ALLOWED", BOTH],
  ["1: a move", given(goodMove, there(kp2, kp1)), "ALLOWED", COPY],
  [
    "1: kp-1 is DISCONNECTED there",
    given(goodCopy, there(kp2, registration("kp-1", { status: "DISCONNECTED" }))),
    ["key-available-at-destination"],
    BOTH,
  ],
  ["2: a copy to 7.0.3", given(goodCopy, version("7.0.3")), "ALLOWED", COPY],
  [
    "2: with REPLACE",
    given(goodCopy, version("7.0.3"), request({ tpmProvisioning: "REPLACE" })),
    ["tpm-option-offered"],
    COPY,
  ],
  [
    "3: Ubuntu to 7.0.1",
    given(goodMove, version("7.0.1"), subject({ guestId: "ubuntu64Guest" })),
    ["vcenter-supports-guest"],
    COPY,
  ],
  [
    "3: Ubuntu to 7.0.1 on hosts of 7.0.1",
    given(
      goodMove,
      version("7.0.1"),
      destinationCluster({ maxHardwareVersion: 18 }),
      subject({ guestId: "ubuntu64Guest", hardwareVersion: 18 }),
    ),
    ["vcenter-supports-guest", "hosts-support-guest"],
    COPY,
  ],
  [
    "3: Windows to 7.0.1 on hosts of 7.0.1",
    given(goodMove, version("7.0.1"), destinationCluster({ maxHardwareVersion: 18 }), subject({ hardwareVersion: 18 })),
    "ALLOWED",
    COPY,
  ],
  [
    "4: a REPLACE template",
    given(
      goodInstantiation,
      template({ tpmProvisioning: "REPLACE" }),
      subject({ keyProvider: null }),
      there(kp2),
      nothingShared,
    ),
    "ALLOWED",
    ["REPLACE"],
  ],
  ["4: a COPY template", given(goodInstantiation, there(kp2), nothingShared), [ON_TARGET, STORAGE], COPY],
  ["6: one of three has a TPM", given(goodCopy, ofThree), "ALLOWED", BOTH],
  ["6: and is blocked", given(goodCopy, ofThree, there(kp2)), [ON_TARGET], BOTH],
  [
    "7: snapshots and power",
    given(goodDetach, subject({ snapshotCount: 2, powerState: "POWERED_ON" })),
    ["powered-off-to-change-tpm", "no-snapshots-to-change-tpm"],
    [],
  ],
  ["8: no word on the TPM, moved", given(goodMove, noWord, there(kp2), nothingShared), "UNDETERMINED", COPY],
  ["8: copied within its vCenter", given(goodCopy, noWord, withinOneVCenter), "ALLOWED", BOTH],
  ["9: encrypted without a TPM", given(goodCopy, withoutTpm, there(kp2), nothingShared), [ON_TARGET], []],
  [
    "10: a native provider with another key ID",
    given(goodCopy, ...nkp, there(registration("nkp", { ...native, kmsClusterUuid: "key-b" }))),
    ["key-provider-same-kms"],
    BOTH,
  ],
  [
    "10: with the same key ID",
    given(goodCopy, ...nkp, there(registration("nkp", { ...native, kmsClusterUuid: "key-a" }))),
    "ALLOWED",
    BOTH,
  ],
  ["11: a vApp by CLONE_AND_DELETE", given(goodVappMove, nothingShared), [STORAGE], COPY],
  [
    "11: by MOVE_VAPP_API",
    given(goodVappMove, nothingShared, request({ moveMethod: "MOVE_VAPP_API" })),
    "ALLOWED",
    COPY,
  ],
  ["12: to globex", given(goodMove, destinationPlace({ organization: "globex" })), ["same-organization"], COPY],
  [
    "12: to globex within a vCenter",
    given(goodMove, withinOneVCenter, destinationPlace({ organization: "globex" })),
    ["same-organization"],
    COPY,
  ],
];

test.each(CASES)("%s", (_words, verdict, expected, offered) => {
  const isBlocked = typeof expected !== "string";
  expect(verdict.decision).toBe(isBlocked ? "BLOCKED" : expected);
  expect(verdict.blockedBy).toEqual(isBlocked ? expected : []);
  expect(verdict.tpm.offered).toEqual(offered);
});

describe("and what they say", () => {
  test("1: the two messages, word for word", () => {
    for (const audience of ["provider", "tenant"] as const) {
      expect(sayVerdict(given(goodCopy, there(kp2)), audience)).toBe(KEY_MESSAGE);
      expect(sayVerdict(given(goodCopy, there(kp2), nothingShared), audience)).toBe(KEY_MESSAGE);
      expect(sayVerdict(given(goodCopy, there(kp1), nothingShared), audience)).toBe(STORAGE_MESSAGE);
    }
  });

  test("5: a new TPM is encrypted under the cluster's default", () => {
    const ofCluster = destinationCluster({ defaultKeyProvider: "kp-3" });
    const verdict = given(goodAttach, there(kp1, registration("kp-3")), ofCluster);
    expect(verdict.decision).toBe("ALLOWED");
    expect(verdict.findings.find(({ rule }) => rule === "vm-home-encryption")?.what).toMatchObject({
      id: "home-will-be-encrypted",
      at: { cluster: "cl-a" },
      byDefault: { keyProvider: "kp-3", from: "CLUSTER" },
    });
  });

  test("6: the choice concerns the one, and the one blocks them all", () => {
    const { subjects } = given(goodCopy, ofThree);
    expect(subjects.map(({ outcome }) => outcome)).toEqual(["NONE", "COPY", "NONE"]);
    const blocked = given(goodCopy, ofThree, there(kp2));
    expect(blocked.subjects.map(({ decision }) => decision)).toEqual(["ALLOWED", "BLOCKED", "ALLOWED"]);
  });

  test("7: the warning that has to be acknowledged", () => {
    const verdict = given(goodDetach, subject({ snapshotCount: 2, powerState: "POWERED_ON" }));
    expect(verdict.warningsToAcknowledge).toEqual(["TPM_REMOVAL"]);
  });

  test("8: what to find out", () => {
    const { findings } = given(goodMove, noWord, there(kp2), nothingShared);
    const open = findings.filter(({ outcome }) => outcome === "UNKNOWN");
    expect(open.map(({ rule }) => rule)).toEqual([ON_TARGET, STORAGE]);
    for (const { remedies } of open) {
      expect(remedies[0]).toMatchObject({ action: "RECORD_MISSING_FACT", fact: "tpm", vmId: "id-ericTpmVm" });
    }
  });

  test("10: to restore it, never to register it", () => {
    const verdict = given(goodCopy, ...nkp, there(registration("nkp", { ...native, kmsClusterUuid: "key-b" })));
    const finding = verdict.findings.find(({ rule }) => rule === "key-provider-same-kms");
    const actions = finding?.remedies.map(({ action }) => action);
    expect(actions).toContain("RESTORE_NATIVE_KEY_PROVIDER");
    expect(actions).not.toContain("REGISTER_KMS");
  });

  test("12: the way round is a shared catalog", () => {
    const verdict = given(goodMove, destinationPlace({ organization: "globex" }));
    const finding = verdict.findings.find(({ rule }) => rule === "same-organization");
    expect(finding?.remedies).toEqual([{ action: "USE_SHARED_CATALOG", organization: "globex" }]);
  });
});
