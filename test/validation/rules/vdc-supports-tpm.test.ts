import type { Facts } from "../../../src/validation/facts.ts";
import type { ConnectionStatus } from "../../../src/validation/vocabulary.ts";
import { describeRule } from "../describe-rule.ts";
import {
  destinationCluster,
  destinationKeyProviders,
  destinationVCenter,
  goodCopy,
  goodCreation,
  subject,
} from "../good-facts.ts";

const registered = (...statuses: readonly (readonly [string, ConnectionStatus])[]) =>
  destinationVCenter({
    kmsRegistrations: statuses.map(([name, status]) => ({
      name,
      type: "STANDARD",
      status,
      kmsClusterUuid: null,
      backedUp: null,
    })),
  });
const noDefault = destinationVCenter({ defaultKeyProvider: undefined });
const notInventoried = destinationVCenter({ kmsInventoried: false });

describeRule("vdc-supports-tpm", goodCopy, "PASS", [
  {
    when: "the cluster's default wins",
    given: [
      registered(["kp-1", "DISCONNECTED"], ["kp-3", "CONNECTED"]),
      destinationCluster({ defaultKeyProvider: "kp-3" }),
    ],
    outcome: "PASS",
    what: { id: "default-key-provider-is-connected", keyProvider: "kp-3", from: "CLUSTER", at: { cluster: "cl-b" } },
  },
  {
    when: "the cluster's default wins, and is disconnected",
    given: [
      registered(["kp-1", "CONNECTED"], ["kp-3", "DISCONNECTED"]),
      destinationCluster({ defaultKeyProvider: "kp-3" }),
    ],
    outcome: "BLOCK",
    what: {
      id: "default-key-provider-is-disconnected",
      keyProvider: "kp-3",
      from: "CLUSTER",
      at: { cluster: "cl-b", vcenter: "vc-b" },
    },
    remedies: [
      { action: "RECONNECT_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-3" },
      { action: "SET_DEFAULT_KEY_PROVIDER", vcenterId: "id-vc-b", clusterId: "id-cl-b", keyProviderName: "kp-1" },
    ],
  },
  {
    when: "the vCenter's default is disconnected, and there is no other",
    given: [registered(["kp-1", "DISCONNECTED"], ["kp-2", "UNKNOWN"])],
    outcome: "BLOCK",
    remedies: [{ action: "RECONNECT_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "there is no default, and connected key providers to choose from",
    given: [registered(["kp-1", "DISCONNECTED"], ["kp-2", "CONNECTED"]), noDefault],
    outcome: "BLOCK",
    what: { id: "default-key-provider-is-missing", at: { cluster: "cl-b", vcenter: "vc-b" } },
    remedies: [{ action: "SET_DEFAULT_KEY_PROVIDER", vcenterId: "id-vc-b", keyProviderName: "kp-2" }],
  },
  {
    when: "there is no default, and no connected key provider",
    given: [registered(["kp-1", "DISCONNECTED"]), noDefault],
    outcome: "BLOCK",
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-b" }],
  },
  {
    when: "it is not known whether the default is connected",
    given: [registered(["kp-1", "UNKNOWN"])],
    outcome: "UNKNOWN",
    what: { id: "default-key-provider-status-is-unknown", keyProvider: "kp-1" },
    remedies: [
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b", keyProviderName: "kp-1" },
      { action: "RECONNECT_KMS", keyProviderName: "kp-1" },
    ],
  },
  {
    when: "no default is recorded, and key providers are not inventoried",
    given: [registered(), noDefault, notInventoried],
    outcome: "UNKNOWN",
    what: "default-key-provider-is-unknown",
    remedies: [
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b" },
      { action: "REGISTER_KMS", vcenterId: "id-vc-b" },
    ],
  },
  {
    when: "the default is not registered",
    given: [registered()],
    outcome: "BLOCK",
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  { when: "the default is not on an incomplete list", given: [registered(), notInventoried], outcome: "UNKNOWN" },
  {
    when: "the VM has no TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null }), noDefault],
    outcome: "NOT_APPLICABLE",
  },
]);

const goodNative = destinationKeyProviders({ type: "NATIVE", backedUp: true })(goodCopy);
const alsoConnected = destinationVCenter({
  kmsRegistrations: [
    { name: "kp-1", type: "NATIVE", status: "CONNECTED", kmsClusterUuid: "key-1", backedUp: false },
    { name: "kp-2", type: "STANDARD", status: "CONNECTED", kmsClusterUuid: "uuid-of-kms-2", backedUp: null },
  ],
});

describeRule("vdc-supports-tpm", goodNative, "PASS", [
  {
    when: "it was not backed up",
    given: [destinationKeyProviders({ backedUp: false })],
    outcome: "BLOCK",
    what: {
      id: "default-key-provider-is-not-backed-up",
      vm: "ericTpmVm",
      keyProvider: "kp-1",
      type: "NATIVE",
      at: { cluster: "cl-b" },
    },
    remedies: [{ action: "BACK_UP_KEY_PROVIDER", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "it was not backed up, and there is another to choose",
    given: [alsoConnected],
    outcome: "BLOCK",
    remedies: [
      { action: "BACK_UP_KEY_PROVIDER", keyProviderName: "kp-1" },
      { action: "SET_DEFAULT_KEY_PROVIDER", keyProviderName: "kp-2" },
    ],
  },
  {
    when: "it is not recorded whether it was backed up",
    given: [destinationKeyProviders({ backedUp: null })],
    outcome: "PASS",
  },
  { when: "vCenter 7.0 Update 2", given: [destinationVCenter({ version: "7.0 Update 2" })], outcome: "PASS" },
  {
    when: "vCenter 7.0.1",
    given: [destinationVCenter({ version: "7.0.1" })],
    outcome: "BLOCK",
    what: { id: "default-key-provider-needs-newer-vcenter", type: "NATIVE", least: "7.0.2", version: "7.0.1" },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "7.0.2" }],
  },
  {
    when: "no version is recorded",
    given: [destinationVCenter({ version: null })],
    outcome: "UNKNOWN",
    what: { id: "default-key-provider-needs-known-vcenter", least: "7.0.2" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: "id-vc-b" }],
  },
  {
    when: "what is recorded is no version",
    given: [destinationVCenter({ version: "latest" })],
    outcome: "UNKNOWN",
    what: "default-key-provider-needs-known-vcenter",
  },
  { when: "hosts of 7.0 Update 2", given: [destinationCluster({ maxHardwareVersion: 19 })], outcome: "PASS" },
  {
    when: "hosts of 7.0 Update 1",
    given: [destinationCluster({ maxHardwareVersion: 18 })],
    outcome: "BLOCK",
    what: { id: "default-key-provider-needs-newer-hosts", type: "NATIVE", least: 19, highest: 18 },
    remedies: [{ action: "CHOOSE_OTHER_VDC", version: "vmx-19" }],
  },
  {
    when: "the cluster's highest hardware version is not recorded",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "UNKNOWN",
    what: { id: "default-key-provider-needs-known-hosts", least: 19 },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "highest-hardware-version", clusterId: "id-cl-b" }],
  },
  {
    when: "it was not backed up, and no version is recorded: one block is enough",
    given: [destinationKeyProviders({ backedUp: false }), destinationVCenter({ version: null })],
    outcome: "BLOCK",
    what: "default-key-provider-is-not-backed-up",
  },
  {
    when: "it is disconnected",
    given: [destinationKeyProviders({ status: "DISCONNECTED" })],
    outcome: "BLOCK",
    what: "default-key-provider-is-disconnected",
  },
]);

const goodTrusted = destinationKeyProviders({ type: "TRUSTED" })(goodCopy);

describeRule("vdc-supports-tpm", goodTrusted, "PASS", [
  { when: "vCenter 7.0", given: [destinationVCenter({ version: "7.0.0" })], outcome: "PASS" },
  {
    when: "vCenter 6.7",
    given: [destinationVCenter({ version: "6.7.0" })],
    outcome: "BLOCK",
    what: { id: "default-key-provider-needs-newer-vcenter", type: "TRUSTED", least: "7.0.0", version: "6.7.0" },
    remedies: [{ action: "UPGRADE_VCENTER", version: "7.0.0" }],
  },
  { when: "no version is recorded", given: [destinationVCenter({ version: null })], outcome: "UNKNOWN" },
  { when: "older hosts", given: [destinationCluster({ maxHardwareVersion: 18 })], outcome: "PASS" },
]);

const optional = subject({
  ovf: { hardwareVersions: [19], tpmIsOptional: true, optionsWithTpm: [], remarks: [] },
});
const goodDeployment: Facts = { ...goodCreation, workflow: "CREATE_VAPP_FROM_OVF" };

describeRule("vdc-supports-tpm", optional(goodDeployment), "PASS", [
  {
    when: "an OVF marks the TPM as optional, and the default is disconnected",
    given: [registered(["kp-1", "DISCONNECTED"])],
    outcome: "BLOCK",
    remedies: [{ action: "RECONNECT_KMS" }, { action: "LEAVE_OUT_OPTIONAL_TPM", vm: "ericTpmVm" }],
  },
]);
