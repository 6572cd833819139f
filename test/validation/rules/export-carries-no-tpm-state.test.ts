import { describeRule } from "../describe-rule.ts";
import { facts, goodCopy, goodInstantiation, request, subject, template } from "../good-facts.ts";

const goodExport = template({ tpmProvisioning: "REPLACE" })({
  ...goodInstantiation,
  workflow: "EXPORT_VAPP_TEMPLATE",
  destination: undefined,
});

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
    given: [template({ tpmProvisioning: "COPY" }), subject({ tpm: "NOT_PRESENT" })],
    outcome: "PASS",
  },
  {
    when: "captured with COPY, and a VM may have a TPM",
    given: [template({ tpmProvisioning: "COPY" }), subject({ tpm: "UNKNOWN" })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  },
  {
    when: "it is not known what it was captured with",
    given: [template({ tpmProvisioning: null })],
    outcome: "UNKNOWN",
  },
]);

const goodCapture = { ...goodCopy, workflow: "CAPTURE_VM" as const };

describeRule("export-carries-no-tpm-state", goodCapture, "WARN", [
  {
    when: "capturing with COPY",
    given: [],
    outcome: "WARN",
    what: { id: "capture-stores-tpm-state", vms: ["ericTpmVm"] },
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "REPLACE" }],
  },
  { when: "capturing with REPLACE", given: [request({ tpmProvisioning: "REPLACE" })], outcome: "PASS" },
  { when: "capturing a VM without a TPM", given: [subject({ tpm: "NOT_PRESENT" })], outcome: "NOT_APPLICABLE" },
  { when: "a copy is no export", given: [facts({ workflow: "COPY_VM" })], outcome: "NOT_APPLICABLE" },
]);
