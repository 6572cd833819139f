import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  facts,
  goodAttach,
  goodCapture,
  goodCopy,
  goodImport,
  goodInstantiation,
  goodMove,
  request,
  subject,
  template,
} from "../good-facts.ts";

const kept = { id: "tpm-identity-is-not-copied", vm: "ericTpmVm" } as const;

describeRule("tpm-identity-stays-unique", goodCopy, "WARN", [
  {
    when: "the copy has the TPM of the original",
    given: [],
    outcome: "WARN",
    what: { id: "tpm-identity-is-shared", vm: "ericTpmVm", holders: 2 },
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "REPLACE" }],
  },
  {
    when: "two machines have it before",
    given: [subject({ identityHolders: 2 })],
    outcome: "WARN",
    what: { id: "tpm-identity-is-shared", holders: 3 },
  },
  {
    when: "they are not counted",
    given: [subject({ identityHolders: undefined })],
    outcome: "WARN",
    what: { id: "tpm-identity-is-shared", holders: null },
  },
  {
    when: "the destination offers COPY alone",
    given: [destinationVCenter({ version: "7.0.3" })],
    outcome: "WARN",
    remedies: [{ action: "REPLACE_TPM_AFTERWARDS", vm: "ericTpmVm" }],
  },
  {
    when: "the copy gets a new TPM",
    given: [request({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
    what: kept,
  },
  {
    when: "the VM has no TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: kept,
  },
  {
    when: "the VM may have a TPM",
    given: [subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "WARN",
    what: "tpm-identity-is-shared",
  },
]);

describeRule("tpm-identity-stays-unique", goodCapture, "NOT_APPLICABLE", [
  {
    when: "captured with COPY: the template has the TPM too",
    given: [request({ tpmProvisioning: "COPY" })],
    outcome: "WARN",
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "REPLACE" }],
  },
]);

describeRule("tpm-identity-stays-unique", goodInstantiation, "WARN", [
  {
    when: "of a template that was captured with COPY",
    given: [],
    outcome: "WARN",
    what: { id: "tpm-identity-is-shared", vm: "win22", holders: 2 },
    remedies: [{ action: "RECAPTURE_TEMPLATE", template: "win22-tpm", tpmProvisioning: "REPLACE" }],
  },
  {
    when: "of a template that was captured with REPLACE",
    given: [template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "it is not known what the template was captured with",
    given: [template({ tpmProvisioning: null })],
    outcome: "WARN",
  },
  { when: "the template is copied", given: [facts({ workflow: "COPY_VAPP_TEMPLATE" })], outcome: "WARN" },
  { when: "the template moves", given: [facts({ workflow: "MOVE_VAPP_TEMPLATE" })], outcome: "NOT_APPLICABLE" },
]);

describeRule("tpm-identity-stays-unique", goodImport, "NOT_APPLICABLE", [
  {
    when: "a clone is imported",
    given: [request({ importMode: "CLONE" })],
    outcome: "WARN",
    remedies: [{ action: "REPLACE_TPM_AFTERWARDS" }],
  },
]);

describeRule("tpm-identity-stays-unique", goodMove, "NOT_APPLICABLE", []);
describeRule("tpm-identity-stays-unique", goodAttach, "NOT_APPLICABLE", []);
