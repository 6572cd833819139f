import { expect, test } from "vitest";
import { subjectOf } from "../../src/validation/subjects.ts";

test("a VM as it is: nothing is asked of it, and what is not known stays not known", () => {
  const row = {
    name: "web-1",
    tpmStatus: "PRESENT",
    guestId: null,
    firmware: "EFI",
    hardwareVersion: 19,
    keyProviderName: "kp-1",
    powerState: null,
    snapshotCount: 0,
    instanceUuid: "not a fact",
  } as const;
  expect(subjectOf(row, null)).toEqual({
    name: "web-1",
    tpm: "PRESENT",
    hardwareChanges: [],
    guestId: null,
    firmware: "EFI",
    hardwareVersion: 19,
    keyProvider: "kp-1",
    powerState: null,
    snapshotCount: 0,
    volumes: null,
  });
});
