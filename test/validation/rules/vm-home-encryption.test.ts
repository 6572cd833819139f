import { describeRule } from "../describe-rule.ts";
import {
  destinationCluster,
  facts,
  goodAttach,
  goodCopy,
  goodInstantiation,
  request,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

describeRule("vm-home-encryption", goodCopy, "PASS", [
  {
    when: "the key provider is named",
    given: [],
    outcome: "PASS",
    what: { id: "home-is-encrypted", vm: "ericTpmVm", keyProvider: "kp-1" },
  },
  {
    when: "the VM has a TPM and no key provider is recorded",
    given: [subject({ keyProvider: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "its copy gets a new TPM, and no key provider is recorded",
    given: [subject({ keyProvider: null }), request({ tpmProvisioning: "REPLACE" })],
    outcome: "UNKNOWN",
  },
  {
    when: "it is not known whether the VM has a TPM, and nothing is recorded of its key provider",
    given: [withinOneVCenter, subject({ tpm: "UNKNOWN", keyProvider: null, encryptedByPolicy: null })],
    outcome: "PASS",
    what: { id: "home-encryption-is-unknown", vm: "ericTpmVm" },
  },
  { when: "the VM has no TPM", given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })], outcome: "NOT_APPLICABLE" },
]);

describeRule("vm-home-encryption", goodAttach, "PASS", [
  {
    when: "the vCenter's default encrypts it",
    given: [],
    outcome: "PASS",
    what: {
      id: "home-will-be-encrypted",
      byDefault: { keyProvider: "kp-1", from: "VCENTER" },
      at: { vcenter: "vc-a" },
    },
  },
  {
    when: "the cluster's default encrypts it",
    given: [destinationCluster({ defaultKeyProvider: "kp-3" })],
    outcome: "PASS",
    what: {
      id: "home-will-be-encrypted",
      byDefault: { keyProvider: "kp-3", from: "CLUSTER" },
      at: { cluster: "cl-a" },
    },
  },
  {
    when: "the VM is encrypted already",
    given: [subject({ keyProvider: "kp-9", encryptedByPolicy: true })],
    outcome: "PASS",
    what: { id: "home-is-encrypted", keyProvider: "kp-9" },
  },
]);

describeRule("vm-home-encryption", goodInstantiation, "PASS", [
  {
    when: "captured with COPY, and no key provider is recorded",
    given: [subject({ keyProvider: null })],
    outcome: "UNKNOWN",
  },
  {
    when: "captured with REPLACE, which stores no key",
    given: [subject({ keyProvider: null }), template({ tpmProvisioning: "REPLACE" })],
    outcome: "PASS",
  },
  {
    when: "a template that was captured with REPLACE is moved",
    given: [
      facts({ workflow: "MOVE_VAPP_TEMPLATE" }),
      subject({ keyProvider: null }),
      template({ tpmProvisioning: "REPLACE" }),
    ],
    outcome: "PASS",
  },
]);
