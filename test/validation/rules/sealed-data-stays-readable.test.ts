import { describeRule } from "../describe-rule.ts";
import {
  facts,
  goodAttach,
  goodCapture,
  goodCopy,
  goodInstantiation,
  request,
  subject,
  template,
} from "../good-facts.ts";

const replaced = request({ tpmProvisioning: "REPLACE" });

describeRule("sealed-data-stays-readable", goodCopy, "NOT_APPLICABLE", [
  {
    when: "the copy has the TPM of the original",
    given: [],
    outcome: "NOT_APPLICABLE",
    what: { id: "sealed-data-is-kept", vm: "ericTpmVm" },
  },
  {
    when: "the copy gets a new TPM",
    given: [replaced],
    outcome: "WARN",
    what: { id: "sealed-data-needs-recovery-key", vm: "ericTpmVm" },
    remedies: [
      { action: "KEEP_RECOVERY_KEY", vmId: "id-ericTpmVm" },
      { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" },
    ],
  },
  {
    when: "a vApp's copy gets new TPMs",
    given: [replaced, facts({ workflow: "COPY_VAPP" })],
    outcome: "WARN",
  },
  {
    when: "the VM has no TPM to replace",
    given: [replaced, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "the VM may have a TPM to replace",
    given: [replaced, subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "WARN",
    what: "sealed-data-needs-recovery-key",
  },
]);

describeRule("sealed-data-stays-readable", goodCapture, "WARN", [
  { when: "captured with REPLACE", given: [], outcome: "WARN", what: "sealed-data-needs-recovery-key" },
  { when: "captured with COPY", given: [request({ tpmProvisioning: "COPY" })], outcome: "NOT_APPLICABLE" },
]);

describeRule("sealed-data-stays-readable", goodInstantiation, "NOT_APPLICABLE", [
  {
    when: "of a template that was captured with REPLACE, which offers nothing else",
    given: [template({ tpmProvisioning: "REPLACE" })],
    outcome: "WARN",
    what: { id: "sealed-data-needs-recovery-key", vm: "win22" },
    remedies: [{ action: "KEEP_RECOVERY_KEY", vm: "win22" }],
  },
  {
    when: "it is not known what the template was captured with",
    given: [template({ tpmProvisioning: null })],
    outcome: "WARN",
  },
]);

describeRule("sealed-data-stays-readable", goodAttach, "NOT_APPLICABLE", []);
