import { describeRule } from "../describe-rule.ts";
import { facts, goodCapture, goodExport, request, subject, template } from "../good-facts.ts";

describeRule("export-carries-no-tpm-state", goodExport, "PASS", [
  {
    when: "captured with COPY",
    given: [template({ tpmProvisioning: "COPY" })],
    outcome: "BLOCK",
    what: { id: "template-cannot-be-exported", template: "win22-tpm", vms: ["win22"] },
    remedies: [{ action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" }],
  },
  {
    when: "captured with COPY, and no VM has a TPM",
    given: [template({ tpmProvisioning: "COPY" }), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "PASS",
  },
  {
    when: "captured with COPY, and a VM may have a TPM",
    given: [template({ tpmProvisioning: "COPY" }), subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  },
  {
    when: "it is not known what it was captured with",
    given: [template({ tpmProvisioning: null })],
    outcome: "UNKNOWN",
    what: { id: "template-may-not-be-exported", template: "win22-tpm", vms: ["win22"] },
  },
  {
    when: "captured with REPLACE, and a VM is encrypted by a storage policy",
    given: [subject({ encryptedByPolicy: true })],
    outcome: "BLOCK",
    what: { id: "template-stores-encryption", template: "win22-tpm", vms: ["win22"] },
    remedies: [{ action: "DECRYPT_AND_RECAPTURE", template: "win22-tpm" }],
  },
  {
    when: "a VM without a TPM is encrypted by a storage policy",
    given: [subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "BLOCK",
    what: "template-stores-encryption",
  },
  {
    when: "captured with REPLACE, and a VM may be encrypted by a storage policy",
    given: [subject({ encryptedByPolicy: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  },
  {
    when: "captured with COPY and a TPM, whatever encrypts the VM",
    given: [template({ tpmProvisioning: "COPY" }), subject({ encryptedByPolicy: null })],
    outcome: "BLOCK",
    what: "template-cannot-be-exported",
  },
]);

describeRule("export-carries-no-tpm-state", goodCapture, "PASS", [
  {
    when: "capturing with COPY",
    given: [request({ tpmProvisioning: "COPY" })],
    outcome: "WARN",
    what: { id: "capture-stores-tpm-state", vms: ["ericTpmVm"] },
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "REPLACE" }],
  },
  { when: "capturing without a word on the TPM", given: [request({ tpmProvisioning: undefined })], outcome: "WARN" },
  {
    when: "capturing a VM that is encrypted by a storage policy",
    given: [subject({ encryptedByPolicy: true })],
    outcome: "WARN",
    what: { id: "capture-stores-encryption", vms: ["ericTpmVm"] },
    remedies: [{ action: "DECRYPT_VMS", vms: ["ericTpmVm"] }],
  },
  {
    when: "capturing a VM without a TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  { when: "a copy is no export", given: [facts({ workflow: "COPY_VM" })], outcome: "NOT_APPLICABLE" },
]);
