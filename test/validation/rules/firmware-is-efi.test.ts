import { describeRule } from "../describe-rule.ts";
import { goodCopy, goodInstantiation, subject } from "../good-facts.ts";

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
