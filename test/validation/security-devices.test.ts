import { expect, test } from "vitest";
import { judgeAttaching } from "../../src/validation/security-devices.ts";
import { ericTpmVm, placeA } from "./good-facts.ts";

const withoutTpm = { ...ericTpmVm, tpm: "NOT_PRESENT", keyProvider: null } as const;
const noProvider = { ...placeA, vcenter: { ...placeA.vcenter, defaultKeyProvider: undefined } };

test.each([
  ["everything fits", withoutTpm, placeA, true, true, []],
  ["the firmware is BIOS", { ...withoutTpm, firmware: "BIOS" }, placeA, false, false, ["firmware-is-efi"]],
  [
    "the guest OS is Vista",
    { ...withoutTpm, guestId: "winVistaGuest" },
    placeA,
    false,
    false,
    ["guest-os-supports-tpm"],
  ],
  ["the guest OS is not known", { ...withoutTpm, guestId: null }, placeA, false, false, ["guest-os-supports-tpm"]],
  ["the hardware is old", { ...withoutTpm, hardwareVersion: 13 }, placeA, true, false, ["hardware-version-14"]],
  ["the VDC has no key provider", withoutTpm, noProvider, true, false, ["vdc-supports-tpm"]],
  ["the VM has a TPM", ericTpmVm, placeA, true, false, ["one-tpm-per-vm"]],
  [
    "the VM runs and has snapshots",
    { ...withoutTpm, powerState: "POWERED_ON", snapshotCount: 2 },
    placeA,
    true,
    true,
    [],
  ],
] as const)("%s", (_when, subject, place, visible, attachable, against) => {
  const { tpmOptionVisible, tpmAttachable, findings } = judgeAttaching(subject, place);
  expect({ tpmOptionVisible, tpmAttachable }).toEqual({ tpmOptionVisible: visible, tpmAttachable: attachable });
  expect(findings.filter(({ outcome }) => outcome !== "PASS").map(({ rule }) => rule)).toEqual(against);
});
