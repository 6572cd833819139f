import type { ConnectionStatus } from "../../../src/validation/vocabulary.ts";
import { describeRule } from "../describe-rule.ts";
import { destinationCluster, destinationVCenter, goodCopy, subject } from "../good-facts.ts";

const registered = (...statuses: readonly (readonly [string, ConnectionStatus])[]) =>
  destinationVCenter({ kmsRegistrations: statuses.map(([name, status]) => ({ name, status, kmsClusterUuid: null })) });
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
  { when: "the VM has no TPM", given: [subject({ tpm: "NOT_PRESENT" }), noDefault], outcome: "NOT_APPLICABLE" },
]);
