import { describe, expect, test } from "vitest";
import {
  type MachineFacts,
  type RecordedMachine,
  refuseFacts,
  refuseRecordedProvisioning,
} from "../../../src/validation/operations/recording.ts";
import type { TpmProvisioning, TpmStatus } from "../../../src/validation/vocabulary.ts";

const BLANK: RecordedMachine = {
  name: "web-1",
  tpmStatus: "UNKNOWN",
  keyProviderName: null,
  encryptedByPolicy: null,
  guestId: null,
  firmware: null,
  hardwareVersion: null,
  volumeIds: null,
  powerState: null,
  snapshotCount: null,
};

const ALL: Required<MachineFacts> = {
  tpmStatus: "PRESENT",
  keyProviderName: "kp-1",
  encryptedByPolicy: true,
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  storageVolumeIds: ["v"],
  powerState: "POWERED_OFF",
  snapshotCount: 0,
};

describe("of a VM", () => {
  test("all that is not known may be recorded", () => {
    expect(refuseFacts(BLANK, ALL)).toBeNull();
  });

  test.each<[keyof MachineFacts, Partial<RecordedMachine>, string | number]>([
    ["tpmStatus", { tpmStatus: "NOT_PRESENT" }, "NOT_PRESENT"],
    ["keyProviderName", { keyProviderName: "kp-2" }, "kp-2"],
    ["encryptedByPolicy", { encryptedByPolicy: false }, "false"],
    ["guestId", { guestId: "debian12_64Guest" }, "debian12_64Guest"],
    ["firmware", { firmware: "EFI" }, "EFI"],
    ["hardwareVersion", { hardwareVersion: 19 }, 19],
    ["storageVolumeIds", { volumeIds: ["v", "w"] }, 2],
    ["powerState", { powerState: "SUSPENDED" }, "SUSPENDED"],
    ["snapshotCount", { snapshotCount: 0 }, 0],
  ])("%s is not recorded where it is known, and anything else is", (fact, known, value) => {
    const machine = { ...BLANK, ...known };
    expect(refuseFacts(machine, ALL)).toEqual({
      fact,
      code: "FACT_ALREADY_KNOWN",
      what: { id: "fact-known-already", of: { kind: "VM", name: "web-1" }, fact, known: value },
    });
    expect(refuseFacts(machine, { ...ALL, [fact]: undefined })).toBeNull();
  });

  test("a guest id that is in no table may be mended", () => {
    expect(refuseFacts({ ...BLANK, guestId: "nonsense" }, ALL)).toBeNull();
  });
});

describe("of a template", () => {
  const record = (known: TpmProvisioning | null, tpmStatus: TpmStatus, said: TpmProvisioning | undefined) =>
    refuseRecordedProvisioning({ name: "t", tpmProvisioning: known }, [{ name: "one", tpmStatus }], said);

  test.each<[TpmProvisioning | null, TpmStatus, TpmProvisioning | undefined, object | null]>([
    [null, "PRESENT", "COPY", null],
    [null, "NOT_PRESENT", undefined, null],
    [null, "UNKNOWN", undefined, null],
    ["COPY", "PRESENT", undefined, null],
    [null, "PRESENT", undefined, { id: "provisioning-missing", vm: "one" }],
    [null, "NOT_PRESENT", "COPY", { id: "provisioning-superfluous", tpmProvisioning: "COPY" }],
    [null, "UNKNOWN", "REPLACE", { id: "provisioning-superfluous", tpmProvisioning: "REPLACE" }],
    [
      "COPY",
      "PRESENT",
      "COPY",
      {
        id: "fact-known-already",
        of: { kind: "vApp template", name: "t" },
        fact: "tpmProvisioning",
        known: "COPY",
      },
    ],
  ])("captured with %s, its VM's TPM %s: saying %s answers %o", (known, tpmStatus, said, what) => {
    expect(record(known, tpmStatus, said)?.what ?? null).toEqual(what);
  });
});
