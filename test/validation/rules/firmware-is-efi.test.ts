import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodCreation, goodInstantiation, subject } from "../good-facts.ts";

describeRule("firmware-is-efi", goodCopy, "PASS", [
  {
    when: "BIOS",
    given: [subject({ firmware: "BIOS" })],
    outcome: "BLOCK",
    says: ["ericTpmVm", "BIOS", "EFI"],
    remedies: [{ action: "SET_FIRMWARE_EFI", vmId: "id-ericTpmVm" }],
  },
  {
    when: "no firmware is recorded",
    given: [subject({ firmware: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  { when: "the VM has no TPM", given: [subject({ firmware: "BIOS", tpm: "NOT_PRESENT" })], outcome: "NOT_APPLICABLE" },
  { when: "the VM may have a TPM", given: [subject({ firmware: "BIOS", tpm: "UNKNOWN" })], outcome: "UNKNOWN" },
]);

describeRule("firmware-is-efi", goodInstantiation, "PASS", [
  {
    when: "the template's VM has BIOS",
    given: [subject({ firmware: "BIOS" })],
    outcome: "BLOCK",
    remedies: [{ action: "RECAPTURE_TEMPLATE" }],
  },
]);

describeRule("firmware-is-efi", goodAttach, "PASS", [
  {
    when: "BIOS is asked for, under a TPM that stays",
    given: [subject({ firmware: "BIOS", tpm: "PRESENT", tpmRequested: undefined, hardwareChanges: ["firmware"] })],
    outcome: "BLOCK",
    message: "The firmware that VM ericTpmVm would have does not support a TPM.",
    says: ["VM ericTpmVm would have BIOS firmware; a TPM needs EFI."],
    remedies: [
      { action: "SET_FIRMWARE_EFI", description: "Leave firmware out, or ask for EFI.", vmId: "id-ericTpmVm" },
    ],
  },
  {
    when: "EFI is asked for",
    given: [subject({ hardwareChanges: ["firmware"] })],
    outcome: "PASS",
    says: ["VM ericTpmVm would have EFI firmware."],
  },
  {
    when: "the VM has BIOS, and something else is changed",
    given: [subject({ firmware: "BIOS", hardwareChanges: ["guestId", "hardwareVersion"] })],
    outcome: "BLOCK",
    message: "The firmware of VM ericTpmVm does not support a TPM.",
    says: ["VM ericTpmVm has BIOS firmware"],
    remedies: [{ description: "Set the firmware of VM ericTpmVm to EFI." }],
  },
]);

describeRule("firmware-is-efi", goodCreation, "PASS", [
  {
    when: "a VM that is yet to be is to have BIOS",
    given: [subject({ firmware: "BIOS" })],
    outcome: "BLOCK",
    message: "The firmware that VM ericTpmVm would have does not support a TPM.",
    says: ["VM ericTpmVm would have BIOS firmware"],
    remedies: [{ action: "SET_FIRMWARE_EFI", description: "Give VM ericTpmVm EFI firmware." }],
  },
]);
