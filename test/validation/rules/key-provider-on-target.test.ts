import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  goodCopy,
  goodInstantiation,
  request,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const registered = (...names: readonly string[]) =>
  destinationVCenter({
    kmsRegistrations: names.map((name) => ({ name, status: "CONNECTED", kmsClusterUuid: null })),
    defaultKeyProvider: names[0],
  });

describeRule("key-provider-on-target", goodCopy, "PASS", [
  {
    when: "the target has another key provider",
    given: [registered("kp-2")],
    outcome: "BLOCK",
    message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
    what: {
      id: "key-provider-is-not-registered",
      vm: "ericTpmVm",
      keyProvider: "kp-1",
      at: { vcenter: "vc-b" },
      registered: ["kp-2"],
    },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "the target has none",
    given: [registered()],
    outcome: "BLOCK",
    what: { id: "key-provider-is-not-registered", registered: [] },
  },
  { when: "the name differs in case", given: [registered("KP-1")], outcome: "BLOCK" },
  {
    when: "the copy gets a new TPM: its home is encrypted all the same",
    given: [registered("kp-2"), request({ tpmProvisioning: "REPLACE" })],
    outcome: "BLOCK",
  },
  {
    when: "no key provider is recorded",
    given: [subject({ keyProvider: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the name is not on an incomplete list",
    given: [registered("kp-2"), destinationVCenter({ kmsInventoried: false })],
    outcome: "UNKNOWN",
    what: { id: "key-provider-is-not-listed", at: { vcenter: "vc-b" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b" },
      { action: "REGISTER_KMS", keyProviderName: "kp-1" },
    ],
  },
  {
    when: "the name is on an incomplete list",
    given: [destinationVCenter({ kmsInventoried: false })],
    outcome: "PASS",
  },
  {
    when: "the VM may have a TPM",
    given: [registered("kp-2"), subject({ tpm: "UNKNOWN" })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "REGISTER_KMS" }],
  },
  {
    when: "the VM has no TPM",
    given: [registered("kp-2"), subject({ tpm: "NOT_PRESENT" })],
    outcome: "NOT_APPLICABLE",
  },
  { when: "nothing leaves its vCenter", given: [withinOneVCenter, registered("kp-2")], outcome: "NOT_APPLICABLE" },
]);

describeRule("key-provider-on-target", goodInstantiation, "PASS", [
  {
    when: "captured with COPY",
    given: [registered("kp-2")],
    outcome: "BLOCK",
    message: "Cannot move or clone VM win22. The operation is not available on the destination.",
    remedies: [
      { action: "REGISTER_KMS", keyProviderName: "kp-1" },
      { action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" },
    ],
  },
  {
    when: "captured with REPLACE",
    given: [registered("kp-2"), template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "it is not known what the template was captured with",
    given: [registered("kp-2"), template({ tpmProvisioning: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "template-provisioning", template: "win22-tpm" } },
  },
]);
