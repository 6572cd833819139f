import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodCreation, goodInstantiation, subject } from "../good-facts.ts";

describeRule("firmware-is-efi", goodCopy, "PASS", [
  {
    when: "BIOS",
    given: [subject({ firmware: "BIOS" })],
    outcome: "BLOCK",
    what: { id: "firmware-is-not-efi", vm: "ericTpmVm", hardware: "is", firmware: "BIOS" },
    remedies: [{ action: "SET_FIRMWARE_EFI", vmId: "id-ericTpmVm" }],
  },
  {
    when: "no firmware is recorded",
    given: [subject({ firmware: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM has no TPM",
    given: [subject({ firmware: "BIOS", tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "the VM may have a TPM",
    given: [subject({ firmware: "BIOS", tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
  },
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
    what: { id: "firmware-is-not-efi", vm: "ericTpmVm", hardware: "would-be", firmware: "BIOS" },
    remedies: [{ action: "SET_FIRMWARE_EFI", variant: "ask-for", vmId: "id-ericTpmVm" }],
  },
  {
    when: "EFI is asked for",
    given: [subject({ hardwareChanges: ["firmware"] })],
    outcome: "PASS",
    what: { id: "firmware-is-efi", vm: "ericTpmVm", hardware: "would-be" },
  },
  {
    when: "the VM has BIOS, and something else is changed",
    given: [subject({ firmware: "BIOS", hardwareChanges: ["guestId", "hardwareVersion"] })],
    outcome: "BLOCK",
    what: { id: "firmware-is-not-efi", vm: "ericTpmVm", hardware: "is", firmware: "BIOS" },
    remedies: [{ action: "SET_FIRMWARE_EFI", variant: "set" }],
  },
]);

describeRule("firmware-is-efi", goodCreation, "PASS", [
  {
    when: "a VM that is yet to be is to have BIOS",
    given: [subject({ firmware: "BIOS" })],
    outcome: "BLOCK",
    what: { id: "firmware-is-not-efi", vm: "ericTpmVm", hardware: "would-be", firmware: "BIOS" },
    remedies: [{ action: "SET_FIRMWARE_EFI", variant: "give" }],
  },
]);
