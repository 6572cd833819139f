import { describeRule } from "../describe-rule.ts";
import {
  type Change,
  destinationKeyProviders,
  destinationVCenter,
  goodCopy,
  sourceKeyProviders,
  sourceVCenter,
  subject,
  withinOneVCenter,
} from "../good-facts.ts";

const kmsAtSource = (kmsClusterUuid: string | null) => sourceKeyProviders({ kmsClusterUuid });
const kmsAtDestination = (kmsClusterUuid: string | null) => destinationKeyProviders({ kmsClusterUuid });
const shared = {
  name: "kp-shared",
  type: "NATIVE",
  status: "CONNECTED",
  kmsClusterUuid: "key-of-migration",
  backedUp: true,
} as const;

describeRule("key-provider-same-kms", goodCopy, "PASS", [
  {
    when: "the same KMS is behind the name",
    given: [],
    outcome: "PASS",
    what: { id: "kms-is-the-same", vm: "ericTpmVm", keyProvider: "kp-1" },
  },
  {
    when: "different KMSs are behind the same name",
    given: [kmsAtDestination("uuid-of-kms-2")],
    outcome: "WARN",
    what: {
      id: "kms-is-another",
      vm: "ericTpmVm",
      keyProvider: "kp-1",
      source: { vcenter: "vc-a" },
      at: { vcenter: "vc-b" },
      sourceKms: "uuid-of-kms-1",
      destinationKms: "uuid-of-kms-2",
    },
    remedies: [
      { action: "REGISTER_KMS", variant: "same-kms", vcenterId: "id-vc-b", keyProviderName: "kp-1" },
      { action: "ACKNOWLEDGE_WARNING", warning: "FOREIGN_KEYS" },
    ],
  },
  {
    when: "the target's fingerprint is not known",
    given: [kmsAtDestination(null)],
    outcome: "PASS",
    what: "kms-cannot-be-compared",
  },
  {
    when: "the source's fingerprint is not known",
    given: [kmsAtSource(null)],
    outcome: "PASS",
    what: "kms-cannot-be-compared",
  },
  {
    when: "standard here, trusted there",
    given: [destinationKeyProviders({ type: "TRUSTED" })],
    outcome: "WARN",
    what: { id: "standard-beside-trusted", vm: "ericTpmVm", keyProvider: "kp-1" },
    remedies: [{ action: "REGISTER_KMS", variant: "same-kms" }],
  },
  {
    when: "standard here, trusted there, and nothing to compare",
    given: [destinationKeyProviders({ type: "TRUSTED", kmsClusterUuid: null })],
    outcome: "WARN",
    what: "standard-beside-trusted",
  },
  {
    when: "trusted on both, and the same KMS",
    given: [sourceKeyProviders({ type: "TRUSTED" }), destinationKeyProviders({ type: "TRUSTED" })],
    outcome: "PASS",
    what: "kms-is-the-same",
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true }), kmsAtDestination("uuid-of-kms-2")],
    outcome: "WARN",
  },
  {
    when: "the VM is not encrypted",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null }), kmsAtDestination("uuid-of-kms-2")],
    outcome: "NOT_APPLICABLE",
    what: "vm-carries-no-key",
  },
  {
    when: "the source has it not registered",
    given: [sourceKeyProviders({ name: "kp-7" })],
    outcome: "NOT_APPLICABLE",
    what: "key-provider-is-not-on-both-vcenters",
  },
  {
    when: "the target has it not registered",
    given: [destinationKeyProviders({ name: "kp-2" })],
    outcome: "NOT_APPLICABLE",
    what: "key-provider-is-not-on-both-vcenters",
  },
  { when: "no key provider is recorded", given: [subject({ keyProvider: null })], outcome: "NOT_APPLICABLE" },
  { when: "nothing leaves its vCenter", given: [withinOneVCenter], outcome: "NOT_APPLICABLE" },
]);

const nativeAtSource = sourceKeyProviders({ type: "NATIVE", backedUp: true });
const nativeAtDestination = destinationKeyProviders({ type: "NATIVE", backedUp: true });
const native: Change = (before) => nativeAtDestination(nativeAtSource(before));

describeRule("key-provider-same-kms", native(goodCopy), "PASS", [
  {
    when: "native on both, with the same key",
    given: [],
    outcome: "PASS",
    what: { id: "native-keys-are-the-same", vm: "ericTpmVm", keyProvider: "kp-1" },
  },
  {
    when: "native on both, with different keys",
    given: [kmsAtDestination("another-key")],
    outcome: "BLOCK",
    what: { id: "native-keys-differ", source: { vcenter: "vc-a" }, at: { vcenter: "vc-b" } },
    remedies: [{ action: "RESTORE_NATIVE_KEY_PROVIDER", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "native on both, with different keys, and a key provider to rekey to",
    given: [
      kmsAtDestination("another-key"),
      (before) => sourceVCenter({ kmsRegistrations: [...registeredAt(before, "source"), shared] })(before),
      (before) => destinationVCenter({ kmsRegistrations: [...registeredAt(before, "destination"), shared] })(before),
    ],
    outcome: "BLOCK",
    remedies: [
      { action: "RESTORE_NATIVE_KEY_PROVIDER", from: { vcenter: "vc-a" } },
      { action: "REKEY_VM", vmId: "id-ericTpmVm", keyProviderName: "kp-shared" },
    ],
  },
  {
    when: "the list of the source is incomplete, and a native key provider of the name is at the destination",
    given: [sourceVCenter({ kmsRegistrations: [], kmsInventoried: false })],
    outcome: "UNKNOWN",
    what: { id: "native-keys-cannot-be-compared", vm: "ericTpmVm", keyProvider: "kp-1" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "key-providers", vcenterId: "id-vc-a" }],
  },
  {
    when: "the source's key is not known",
    given: [kmsAtSource(null)],
    outcome: "UNKNOWN",
    what: { id: "native-keys-cannot-be-compared", vm: "ericTpmVm", keyProvider: "kp-1" },
  },
  {
    when: "the target's key is not known",
    given: [kmsAtDestination(null)],
    outcome: "UNKNOWN",
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "key-provider-keys", vcenterId: "id-vc-b", keyProviderName: "kp-1" },
      { action: "RESTORE_NATIVE_KEY_PROVIDER" },
    ],
  },
  {
    when: "native here, standard there",
    given: [destinationKeyProviders({ type: "STANDARD" })],
    outcome: "BLOCK",
    what: { id: "native-beside-other", sourceType: "NATIVE", destinationType: "STANDARD" },
    remedies: [{ action: "RESTORE_NATIVE_KEY_PROVIDER", vcenterId: "id-vc-b" }],
  },
  {
    when: "trusted here, native there",
    given: [sourceKeyProviders({ type: "TRUSTED" })],
    outcome: "BLOCK",
    what: { id: "native-beside-other", sourceType: "TRUSTED", destinationType: "NATIVE" },
    remedies: [{ action: "REGISTER_KMS", variant: "same-kms", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "nothing is recorded of TPM and policy, and the keys differ",
    given: [kmsAtDestination("another-key"), subject({ tpm: "UNKNOWN", encryptedByPolicy: null })],
    outcome: "BLOCK",
  },
]);

function registeredAt(facts: Parameters<Change>[0], side: "source" | "destination") {
  return facts.vcenters[facts[side]?.vcenterId ?? ""]?.kmsRegistrations ?? [];
}
