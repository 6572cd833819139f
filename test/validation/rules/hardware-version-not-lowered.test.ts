import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodHardwareChange, subject } from "../good-facts.ts";

describeRule("hardware-version-not-lowered", goodHardwareChange, "PASS", [
  {
    when: "a later version is asked for",
    given: [],
    outcome: "PASS",
    what: { id: "hardware-version-rises", vm: "ericTpmVm" },
  },
  { when: "the same version is asked for", given: [subject({ hardwareVersionBefore: 19 })], outcome: "PASS" },
  {
    when: "an earlier version is asked for",
    given: [subject({ hardwareVersionBefore: 20 })],
    outcome: "BLOCK",
    what: { id: "hardware-version-is-lowered", vm: "ericTpmVm", before: 20, after: 19 },
    remedies: [{ action: "KEEP_HARDWARE_VERSION", vmId: "id-ericTpmVm" }],
  },
  {
    when: "an earlier version is asked for, without a TPM",
    given: [subject({ hardwareVersionBefore: 20, tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  {
    when: "vmx-10 after vmx-9: versions compare as numbers",
    given: [subject({ hardwareVersionBefore: 9, hardwareVersion: 10 })],
    outcome: "PASS",
  },
  {
    when: "the version that the VM has is not recorded",
    given: [subject({ hardwareVersionBefore: null })],
    outcome: "UNKNOWN",
    what: { id: "hardware-version-may-be-lowered", vm: "ericTpmVm" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "hardwareVersion", hardware: "is", vmId: "id-ericTpmVm" }],
  },
  {
    when: "another part changes",
    given: [subject({ hardwareChanges: ["firmware"], hardwareVersionBefore: 20 })],
    outcome: "NOT_APPLICABLE",
    what: { id: "hardware-does-not-change", vm: "ericTpmVm" },
  },
]);

describeRule("hardware-version-not-lowered", goodAttach, "NOT_APPLICABLE", []);
describeRule("hardware-version-not-lowered", goodCopy, "NOT_APPLICABLE", []);
