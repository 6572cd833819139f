import { expect, test } from "vitest";
import { isTpmOptionVisible, judgeAttaching } from "../../src/validation/security-devices.ts";
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
  [
    "the guest OS is not known",
    { ...withoutTpm, guestId: null },
    placeA,
    false,
    false,
    ["guest-os-supports-tpm", "vcenter-knows-guest-os"],
  ],
  ["the hardware is old", { ...withoutTpm, hardwareVersion: 13 }, placeA, true, false, ["hardware-version-14"]],
  ["the VDC has no key provider", withoutTpm, noProvider, true, false, ["vdc-supports-tpm"]],
  ["the VM has a TPM", ericTpmVm, placeA, true, false, ["one-tpm-per-vm"]],
  ["the VM runs", { ...withoutTpm, powerState: "POWERED_ON" }, placeA, true, false, ["powered-off-to-change-tpm"]],
  ["the VM has snapshots", { ...withoutTpm, snapshotCount: 2 }, placeA, true, false, ["no-snapshots-to-change-tpm"]],
  ["it is a linked clone", { ...withoutTpm, linkedClone: true }, placeA, true, false, ["linked-clone-keeps-its-tpm"]],
] as const)("%s", (_when, subject, place, visible, attachable, against) => {
  const verdict = judgeAttaching(subject, place);
  expect(isTpmOptionVisible(verdict)).toBe(visible);
  expect(verdict.decision === "ALLOWED").toBe(attachable);
  const hinders = verdict.findings.filter(({ outcome }) => outcome === "BLOCK" || outcome === "UNKNOWN");
  expect(hinders.map(({ rule }) => rule)).toEqual(against);
});
