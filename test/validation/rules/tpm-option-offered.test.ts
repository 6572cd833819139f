import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  facts,
  goodAttach,
  goodCopy,
  goodInstantiation,
  request,
  subject,
  template,
} from "../good-facts.ts";

const askFor = (tpmProvisioning: "COPY" | "REPLACE") => request({ tpmProvisioning });

describeRule("tpm-option-offered", goodCopy, "PASS", [
  {
    when: "REPLACE into vCenter 8",
    given: [askFor("REPLACE")],
    outcome: "PASS",
    what: { id: "option-is-offered", offered: ["COPY", "REPLACE"], asked: "REPLACE" },
  },
  {
    when: "REPLACE into vCenter 7.0.3",
    given: [destinationVCenter({ version: "7.0.3" }), askFor("REPLACE")],
    outcome: "BLOCK",
    what: {
      id: "option-needs-newer-vcenter",
      offered: ["COPY"],
      asked: "REPLACE",
      least: "8.0.0",
      at: { vcenter: "vc-b" },
      version: "7.0.3",
    },
    remedies: [
      { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" },
      { action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "8.0.0" },
    ],
  },
  {
    when: "COPY into vCenter 7.0.3",
    given: [destinationVCenter({ version: "7.0.3" }), askFor("COPY")],
    outcome: "PASS",
  },
  {
    when: "REPLACE into a vCenter without a version",
    given: [destinationVCenter({ version: null }), askFor("REPLACE")],
    outcome: "UNKNOWN",
    what: { id: "option-needs-known-vcenter", at: { vcenter: "vc-b" }, least: "8.0.0" },
    remedies: [
      { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" },
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b" },
    ],
  },
  {
    when: "COPY into a vCenter without a version",
    given: [destinationVCenter({ version: null }), askFor("COPY")],
    outcome: "PASS",
  },
  {
    when: "a move is asked to REPLACE",
    given: [facts({ workflow: "MOVE_VM" }), askFor("REPLACE")],
    outcome: "BLOCK",
    what: { id: "option-is-not-offered", offers: "COPY_ALONE", asked: "REPLACE" },
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" }],
  },
  {
    when: "a capture into vCenter 6.7 is asked to REPLACE",
    given: [facts({ workflow: "CAPTURE_VM" }), destinationVCenter({ version: "6.7" }), askFor("REPLACE")],
    outcome: "PASS",
  },
  {
    when: "an option is given for a VM without a TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null }), askFor("REPLACE")],
    outcome: "WARN",
    what: { id: "option-is-ignored", because: "no-vm-has-a-tpm", asked: "REPLACE" },
    remedies: [{ action: "CHOOSE_TPM_PROVISIONING" }],
  },
  {
    when: "nothing is asked for a VM without a TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "what is not offered is asked for a VM that may have a TPM",
    given: [
      subject({ tpm: "UNKNOWN", keyProvider: null }),
      destinationVCenter({ version: "7.0.3" }),
      askFor("REPLACE"),
    ],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" },
      { action: "CHOOSE_TPM_PROVISIONING" },
      { action: "UPGRADE_VCENTER" },
    ],
  },
]);

describeRule("tpm-option-offered", { ...goodInstantiation, workflow: "COPY_VAPP_TEMPLATE" }, "PASS", [
  { when: "what the template was captured with", given: [askFor("COPY")], outcome: "PASS" },
  {
    when: "what the template was not captured with",
    given: [askFor("REPLACE")],
    outcome: "BLOCK",
    what: { id: "option-is-not-offered", offers: "AS_CAPTURED" },
    remedies: [
      { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" },
      { action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" },
    ],
  },
  {
    when: "it is not known what the template was captured with",
    given: [template({ tpmProvisioning: null }), askFor("COPY")],
    outcome: "UNKNOWN",
    what: { id: "template-provisioning-is-unknown", template: "win22-tpm" },
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  },
  {
    when: "it is not known what the template was captured with, and nothing is asked for",
    given: [template({ tpmProvisioning: null })],
    outcome: "PASS",
    what: { id: "options-are-offered", offered: [], byDefault: null },
  },
  {
    when: "none of the template's VMs has a TPM",
    given: [template({ tpmProvisioning: null }), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("tpm-option-offered", goodAttach, "NOT_APPLICABLE", [
  {
    when: "the workflow offers nothing and is given an option",
    given: [askFor("COPY")],
    outcome: "WARN",
    what: { id: "option-is-ignored", because: "workflow-offers-none", workflow: "RECONFIGURE_VM" },
  },
]);
