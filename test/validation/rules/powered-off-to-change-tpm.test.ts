import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodDetach, subject } from "../good-facts.ts";

describeRule("powered-off-to-change-tpm", goodAttach, "PASS", [
  {
    when: "the VM is powered on",
    given: [subject({ powerState: "POWERED_ON" })],
    outcome: "BLOCK",
    what: { id: "vm-is-not-powered-off", vm: "ericTpmVm", powerState: "POWERED_ON" },
    remedies: [{ action: "POWER_OFF", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM is suspended",
    given: [subject({ powerState: "SUSPENDED" })],
    outcome: "BLOCK",
    what: { id: "vm-is-not-powered-off", powerState: "SUSPENDED" },
  },
  {
    when: "its power state is not recorded",
    given: [subject({ powerState: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }, { action: "POWER_OFF" }],
  },
  {
    when: "a TPM is asked for, whether or not the VM has one",
    given: [subject({ powerState: "POWERED_ON", tpm: "UNKNOWN" })],
    outcome: "BLOCK",
  },
  {
    when: "nothing is said of the TPM",
    given: [subject({ powerState: "POWERED_ON", tpmRequested: undefined })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("powered-off-to-change-tpm", goodDetach, "PASS", [
  { when: "the VM is powered on", given: [subject({ powerState: "POWERED_ON" })], outcome: "BLOCK" },
  {
    when: "the VM may have no TPM to remove",
    given: [subject({ powerState: "POWERED_ON", tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
  },
]);

describeRule("powered-off-to-change-tpm", goodCopy, "NOT_APPLICABLE", [
  {
    when: "a VM that is copied is powered on",
    given: [subject({ powerState: "POWERED_ON" })],
    outcome: "NOT_APPLICABLE",
  },
]);
