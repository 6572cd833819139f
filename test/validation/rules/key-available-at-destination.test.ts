import type { VCenterFacts } from "../../../src/validation/facts.ts";
import { describeRule } from "../describe-rule.ts";
import {
  applyAll,
  destinationCluster,
  destinationKeyProviders,
  destinationVCenter,
  goodCopy,
  goodInstantiation,
  goodRekey,
  request,
  sourceKeyProviders,
  sourceVCenter,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const disconnected = destinationKeyProviders({ status: "DISCONNECTED" });
const shared = {
  name: "kp-shared",
  type: "STANDARD",
  status: "CONNECTED",
  kmsClusterUuid: "uuid-of-shared-kms",
  backedUp: null,
} as const;
const kp1 = { ...shared, name: "kp-1", kmsClusterUuid: "uuid-of-kms-1" };
const lost: VCenterFacts["kmsRegistrations"] = [{ ...kp1, status: "DISCONNECTED" }, shared];

describeRule("key-available-at-destination", goodCopy, "PASS", [
  {
    when: "the key provider is connected there",
    given: [],
    outcome: "PASS",
    what: { id: "key-is-available", vm: "ericTpmVm", keyProvider: "kp-1", at: { vcenter: "vc-b" } },
  },
  {
    when: "the key provider is disconnected there",
    given: [disconnected],
    outcome: "BLOCK",
    what: { id: "key-is-not-available", vm: "ericTpmVm", keyProvider: "kp-1", at: { vcenter: "vc-b" } },
    remedies: [{ action: "RECONNECT_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "it is disconnected there, and both vCenters have another with the same keys",
    given: [sourceVCenter({ kmsRegistrations: [kp1, shared] }), destinationVCenter({ kmsRegistrations: lost })],
    outcome: "BLOCK",
    remedies: [
      { action: "RECONNECT_KMS", keyProviderName: "kp-1" },
      { action: "REKEY_VM", vmId: "id-ericTpmVm", keyProviderName: "kp-shared" },
    ],
  },
  {
    when: "it is disconnected there, whatever the default key provider is",
    given: [destinationVCenter({ kmsRegistrations: lost, defaultKeyProvider: "kp-shared" })],
    outcome: "BLOCK",
  },
  {
    when: "it is not known whether the key provider is connected",
    given: [destinationKeyProviders({ status: "UNKNOWN" })],
    outcome: "UNKNOWN",
    what: { id: "key-availability-is-unknown", keyProvider: "kp-1", at: { vcenter: "vc-b" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "key-provider-status", vcenterId: "id-vc-b", keyProviderName: "kp-1" },
      { action: "RECONNECT_KMS", vcenterId: "id-vc-b" },
    ],
  },
  {
    when: "the copy gets a new TPM: it keeps its parent's key",
    given: [disconnected, request({ tpmProvisioning: "REPLACE" })],
    outcome: "BLOCK",
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [disconnected, subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "BLOCK",
  },
  {
    when: "the VM is not encrypted",
    given: [disconnected, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "vm-carries-no-key",
  },
  {
    when: "nothing is recorded of the VM's TPM and policy, but its key provider is",
    given: [disconnected, subject({ tpm: "UNKNOWN", encryptedByPolicy: null })],
    outcome: "BLOCK",
  },
  {
    when: "no key provider is recorded, for another rule to say",
    given: [disconnected, subject({ keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "key-provider-is-not-on-both-vcenters",
  },
  {
    when: "the key provider is not registered there, for another rule to say",
    given: [destinationKeyProviders({ name: "kp-2" })],
    outcome: "NOT_APPLICABLE",
    what: "key-provider-is-not-on-both-vcenters",
  },
  {
    when: "nothing leaves its vCenter",
    given: [withinOneVCenter, disconnected],
    outcome: "NOT_APPLICABLE",
    what: "nothing-leaves-its-vcenter",
  },
]);

describeRule("key-available-at-destination", goodInstantiation, "PASS", [
  { when: "captured with COPY", given: [disconnected], outcome: "BLOCK", remedies: [{ action: "RECONNECT_KMS" }] },
  {
    when: "captured with REPLACE, which stores no key",
    given: [disconnected, template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "captured with REPLACE, and encrypted by a storage policy",
    given: [disconnected, template({ tpmProvisioning: "REPLACE" }), subject({ encryptedByPolicy: true })],
    outcome: "BLOCK",
  },
  {
    when: "it is not known what the template was captured with",
    given: [disconnected, template({ tpmProvisioning: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "template-provisioning", template: "win22-tpm" } },
  },
]);

const native = [sourceKeyProviders({ type: "NATIVE" }), destinationKeyProviders({ type: "NATIVE" })];

describeRule("key-available-at-destination", applyAll(goodCopy, native), "PASS", [
  {
    when: "the native key provider there was not backed up",
    given: [destinationKeyProviders({ backedUp: false })],
    outcome: "BLOCK",
    what: "native-key-is-not-backed-up",
    remedies: [{ action: "BACK_UP_KEY_PROVIDER", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "the vCenter is older than native key providers",
    given: [destinationVCenter({ version: "7.0.1" })],
    outcome: "BLOCK",
    what: "native-key-needs-newer-vcenter",
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "7.0.2" }],
  },
  {
    when: "the vCenter's version is not known",
    given: [destinationVCenter({ version: null })],
    outcome: "UNKNOWN",
    what: "native-key-needs-known-vcenter",
  },
  {
    when: "the hosts are older than native key providers",
    given: [destinationCluster({ maxHardwareVersion: 18 })],
    outcome: "BLOCK",
    what: "native-key-needs-newer-hosts",
    remedies: [{ action: "CHOOSE_OTHER_VDC" }],
  },
  {
    when: "the hosts' release is not known",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "UNKNOWN",
    what: "native-key-needs-known-hosts",
  },
]);

const newKeyProvider = request({ keyProviderName: "kp-9" });

describeRule("key-available-at-destination", goodRekey, "PASS", [
  {
    when: "the new key provider is connected",
    given: [],
    outcome: "PASS",
    what: { id: "key-is-available", vm: "ericTpmVm", keyProvider: "kp-2", at: { vcenter: "vc-a" } },
  },
  {
    when: "the new key provider is not registered",
    given: [newKeyProvider],
    outcome: "BLOCK",
    what: { id: "rekey-target-is-not-registered", keyProvider: "kp-9", registered: ["kp-1", "kp-2"] },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-9" }],
  },
  {
    when: "the new key provider is not on an incomplete list",
    given: [newKeyProvider, destinationVCenter({ kmsInventoried: false })],
    outcome: "UNKNOWN",
    what: { id: "key-provider-may-have-gone", keyProvider: "kp-9", at: { vcenter: "vc-a" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "key-providers", vcenterId: "id-vc-a" },
      { action: "REGISTER_KMS", keyProviderName: "kp-9" },
    ],
  },
  {
    when: "the new key provider is a native one that was not backed up",
    given: [destinationKeyProviders({ type: "NATIVE", backedUp: false })],
    outcome: "BLOCK",
    what: { id: "native-key-is-not-backed-up", keyProvider: "kp-2" },
    remedies: [{ action: "BACK_UP_KEY_PROVIDER", vcenterId: "id-vc-a", keyProviderName: "kp-2" }],
  },
  {
    when: "the new key provider is disconnected",
    given: [disconnected],
    outcome: "BLOCK",
    what: { id: "key-is-not-available", keyProvider: "kp-2" },
    remedies: [{ action: "RECONNECT_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-2" }],
  },
  {
    when: "it is not known whether the new key provider is connected",
    given: [destinationKeyProviders({ status: "UNKNOWN" })],
    outcome: "UNKNOWN",
    what: { id: "key-availability-is-unknown", keyProvider: "kp-2" },
  },
  {
    when: "the VM is powered on",
    given: [subject({ powerState: "POWERED_ON" })],
    outcome: "WARN",
    what: { id: "rekey-while-running", vm: "ericTpmVm", keyProvider: "kp-2" },
    remedies: [{ action: "POWER_OFF", vmId: "id-ericTpmVm" }],
  },
  { when: "its power state is not recorded", given: [subject({ powerState: null })], outcome: "WARN" },
  {
    when: "the VM is powered on, and the new key provider is disconnected",
    given: [subject({ powerState: "POWERED_ON" }), disconnected],
    outcome: "BLOCK",
  },
  { when: "the VM has snapshots", given: [subject({ snapshotCount: 2 })], outcome: "PASS" },
]);
