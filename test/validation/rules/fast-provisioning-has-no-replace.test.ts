import { describeRule } from "../describe-rule.ts";
import { destinationPlace, facts, goodCopy, goodInstantiation, subject, template } from "../good-facts.ts";

const fast = destinationPlace({ fastProvisioning: true });
const captured = (tpmProvisioning: "COPY" | "REPLACE" | null) => template({ tpmProvisioning });
const goodReplacement = captured("REPLACE")(goodInstantiation);

describeRule("fast-provisioning-has-no-replace", goodReplacement, "PASS", [
  {
    when: "the VDC does not use fast provisioning",
    given: [],
    outcome: "PASS",
    what: { id: "fast-provisioning-copies-tpm", vm: "win22" },
  },
  {
    when: "the VDC uses fast provisioning",
    given: [fast],
    outcome: "BLOCK",
    what: { id: "fast-provisioning-replaces-no-tpm", vm: "win22", vdc: "acme/silver" },
    remedies: [
      { action: "RECAPTURE_TEMPLATE", variant: "with-option", template: "win22-tpm", tpmProvisioning: "COPY" },
      { action: "TURN_OFF_FAST_PROVISIONING", vdc: "acme/silver" },
    ],
  },
  {
    when: "a VM is created from the template",
    given: [fast, facts({ workflow: "CREATE_VM_FROM_TEMPLATE" })],
    outcome: "BLOCK",
  },
  {
    when: "a VM is added from the template",
    given: [fast, facts({ workflow: "ADD_TEMPLATE_VM_TO_VAPP" })],
    outcome: "BLOCK",
  },
  {
    when: "the template is copied, which makes no VM",
    given: [fast, facts({ workflow: "COPY_VAPP_TEMPLATE" })],
    outcome: "NOT_APPLICABLE",
    what: "rule-is-not-about-workflow",
  },
  {
    when: "the template's VM has no TPM",
    given: [fast, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "vm-gets-no-tpm",
  },
  {
    when: "the template's VM may have a TPM",
    given: [fast, subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "win22" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "tpm" },
      { action: "RECAPTURE_TEMPLATE" },
      { action: "TURN_OFF_FAST_PROVISIONING" },
    ],
  },
  { when: "captured with COPY", given: [fast, captured("COPY")], outcome: "NOT_APPLICABLE" },
  {
    when: "it is not known what the template was captured with",
    given: [fast, captured(null)],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "template-provisioning", template: "win22-tpm" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "template-provisioning" },
      { action: "RECAPTURE_TEMPLATE" },
      { action: "TURN_OFF_FAST_PROVISIONING" },
    ],
  },
  { when: "it is not known, and the VDC does not use fast provisioning", given: [captured(null)], outcome: "PASS" },
]);

describeRule("fast-provisioning-has-no-replace", goodCopy, "NOT_APPLICABLE", [
  { when: "a copy is made of a VM", given: [fast], outcome: "NOT_APPLICABLE" },
]);
