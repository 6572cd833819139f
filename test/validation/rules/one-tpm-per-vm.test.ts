import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, request, subject } from "../good-facts.ts";

describeRule("one-tpm-per-vm", goodAttach, "PASS", [
  {
    when: "the VM has a TPM already",
    given: [subject({ tpm: "PRESENT" })],
    outcome: "BLOCK",
    what: { id: "vm-has-a-tpm", vm: "ericTpmVm" },
    remedies: [{ action: "KEEP_EXISTING_TPM", vmId: "id-ericTpmVm" }],
  },
  {
    when: "it is not known whether the VM has one",
    given: [subject({ tpm: "UNKNOWN" })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm", vmId: "id-ericTpmVm" }, { action: "KEEP_EXISTING_TPM" }],
  },
  {
    when: "nothing is said of the TPM",
    given: [subject({ tpm: "PRESENT", tpmRequested: undefined })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("one-tpm-per-vm", goodCopy, "PASS", [
  {
    when: "a copy gets a new TPM instead of the original's",
    given: [request({ tpmProvisioning: "REPLACE" })],
    outcome: "PASS",
  },
]);
