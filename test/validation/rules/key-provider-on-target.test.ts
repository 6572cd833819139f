import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  goodCopy,
  goodInstantiation,
  request,
  sourceKeyProviders,
  sourceVCenter,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const registered = (...names: readonly string[]) =>
  destinationVCenter({
    kmsRegistrations: names.map((name) => ({
      name,
      type: "STANDARD",
      status: "CONNECTED",
      kmsClusterUuid: null,
      backedUp: null,
    })),
    defaultKeyProvider: names[0],
  });

const shared = {
  name: "kp-shared",
  type: "STANDARD",
  status: "CONNECTED",
  kmsClusterUuid: "uuid-of-shared-kms",
  backedUp: null,
} as const;
const onSource = { ...shared, name: "kp-1", kmsClusterUuid: "uuid-of-kms-1" };

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
    given: [registered("kp-2"), subject({ tpm: "UNKNOWN", encryptedByPolicy: null })],
    outcome: "BLOCK",
    what: "key-provider-is-not-registered",
  },
  {
    when: "nothing is recorded of TPM and encryption",
    given: [subject({ tpm: "UNKNOWN", keyProvider: null, encryptedByPolicy: null })],
    outcome: "UNKNOWN",
    what: { id: "key-provider-is-unknown", vm: "ericTpmVm", at: { vcenter: "vc-b" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [registered("kp-2"), subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "BLOCK",
    message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
  },
  {
    when: "a NATIVE key provider is missing: it is restored, never registered",
    given: [sourceKeyProviders({ type: "NATIVE" }), registered("kp-2")],
    outcome: "BLOCK",
    remedies: [
      {
        action: "RESTORE_NATIVE_KEY_PROVIDER",
        vcenterId: "id-vc-b",
        keyProviderName: "kp-1",
        from: { vcenter: "vc-a" },
      },
    ],
  },
  {
    when: "both vCenters have another key provider with the same keys",
    given: [
      sourceVCenter({ kmsRegistrations: [shared, onSource] }),
      destinationVCenter({ kmsRegistrations: [shared] }),
    ],
    outcome: "BLOCK",
    remedies: [
      { action: "REGISTER_KMS", keyProviderName: "kp-1" },
      { action: "REKEY_VM", vmId: "id-ericTpmVm", keyProviderName: "kp-shared" },
    ],
  },
  {
    when: "the VM has no TPM",
    given: [registered("kp-2"), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
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
    when: "captured with REPLACE, and encrypted by a storage policy",
    given: [registered("kp-2"), template({ tpmProvisioning: "REPLACE" }), subject({ encryptedByPolicy: true })],
    outcome: "BLOCK",
    remedies: [{ action: "REGISTER_KMS", keyProviderName: "kp-1" }],
  },
  {
    when: "captured with REPLACE, and perhaps encrypted by a storage policy",
    given: [registered("kp-2"), template({ tpmProvisioning: "REPLACE" }), subject({ encryptedByPolicy: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "encryption", vm: "win22" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "encryption" }, { action: "REGISTER_KMS" }],
  },
  {
    when: "it is not known what the template was captured with",
    given: [registered("kp-2"), template({ tpmProvisioning: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "template-provisioning", template: "win22-tpm" } },
  },
]);
