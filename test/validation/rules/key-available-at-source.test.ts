import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  facts,
  goodAttach,
  goodCopy,
  goodCreation,
  goodInstantiation,
  goodRekey,
  sourceKeyProviders,
  sourceVCenter,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const disconnected = sourceKeyProviders({ status: "DISCONNECTED" });
const undetected = sourceKeyProviders({ status: "UNKNOWN" });
const gone = sourceVCenter({ kmsRegistrations: [] });
const notInventoried = sourceVCenter({ kmsInventoried: false });
const atSource = { vm: "ericTpmVm", keyProvider: "kp-1", at: { vcenter: "vc-a", side: "source" } } as const;

describeRule("key-available-at-source", goodCopy, "PASS", [
  {
    when: "the key provider is connected",
    given: [],
    outcome: "PASS",
    what: { id: "key-is-available", ...atSource },
  },
  {
    when: "the key provider is disconnected: a host may still hold the key",
    given: [disconnected],
    outcome: "WARN",
    what: { id: "key-is-not-available", ...atSource },
    remedies: [{ action: "RECONNECT_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-1" }],
  },
  {
    when: "it is not known whether the key provider is connected",
    given: [undetected],
    outcome: "WARN",
    what: { id: "key-availability-is-unknown", ...atSource },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "key-provider-status", vcenterId: "id-vc-a", keyProviderName: "kp-1" },
      { action: "RECONNECT_KMS", vcenterId: "id-vc-a" },
    ],
  },
  {
    when: "the key provider is not registered any more",
    given: [gone],
    outcome: "WARN",
    what: { id: "key-provider-has-gone", ...atSource },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-1" }],
  },
  {
    when: "the key provider is not on an incomplete list",
    given: [gone, notInventoried],
    outcome: "WARN",
    what: { id: "key-provider-may-have-gone", ...atSource },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-1" }],
  },
  {
    when: "no key provider is recorded",
    given: [subject({ keyProvider: null })],
    outcome: "WARN",
    what: { id: "key-provider-of-source-is-unknown", vm: "ericTpmVm" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "key-provider", vmId: "id-ericTpmVm" }],
  },
  {
    when: "nothing is recorded of TPM and encryption",
    given: [subject({ tpm: "UNKNOWN", keyProvider: null, encryptedByPolicy: null })],
    outcome: "WARN",
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM is copied within its vCenter",
    given: [withinOneVCenter, disconnected],
    outcome: "WARN",
    what: "key-is-not-available",
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [disconnected, subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "WARN",
  },
  {
    when: "the VM is not encrypted",
    given: [disconnected, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "workflow-needs-no-key",
  },
  ...(["MOVE_VM", "CAPTURE_VM", "COPY_VAPP", "CAPTURE_VAPP"] as const).map((workflow) => ({
    when: `the key provider is disconnected, ${workflow}`,
    given: [disconnected, facts({ workflow })],
    outcome: "WARN" as const,
  })),
]);

describeRule("key-available-at-source", goodInstantiation, "PASS", [
  { when: "captured with COPY", given: [disconnected], outcome: "WARN", what: "key-is-not-available" },
  {
    when: "captured with REPLACE, which stores no key",
    given: [disconnected, template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "captured with REPLACE, and encrypted by a storage policy",
    given: [disconnected, template({ tpmProvisioning: "REPLACE" }), subject({ encryptedByPolicy: true })],
    outcome: "WARN",
  },
  {
    when: "it is not known what the template was captured with",
    given: [disconnected, template({ tpmProvisioning: null })],
    outcome: "WARN",
  },
]);

describeRule("key-available-at-source", goodCreation, "NOT_APPLICABLE", []);

describeRule("key-available-at-source", goodRekey, "PASS", [
  {
    when: "the old key provider is disconnected: the key cannot be read",
    given: [disconnected],
    outcome: "BLOCK",
    what: { id: "key-is-not-available", ...atSource },
    remedies: [{ action: "RECONNECT_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-1" }],
  },
  {
    when: "it is not known whether the old key provider is connected",
    given: [undetected],
    outcome: "UNKNOWN",
    what: { id: "key-availability-is-unknown", ...atSource },
  },
  {
    when: "the old key provider is not registered any more",
    given: [subject({ keyProvider: "kp-old" })],
    outcome: "BLOCK",
    what: { id: "key-provider-has-gone", keyProvider: "kp-old" },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-a", keyProviderName: "kp-old" }],
  },
  {
    when: "the old key provider is not on an incomplete list",
    given: [subject({ keyProvider: "kp-old" }), notInventoried],
    outcome: "UNKNOWN",
    what: { id: "key-provider-may-have-gone", keyProvider: "kp-old" },
  },
  {
    when: "no key provider is recorded",
    given: [subject({ keyProvider: null })],
    outcome: "UNKNOWN",
    what: "key-provider-of-source-is-unknown",
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "key-provider" }],
  },
  {
    when: "the VM is not encrypted",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
]);

const removed = subject({ tpm: "PRESENT", keyProvider: "kp-1", tpmRequested: false });
const goneHere = destinationVCenter({ kmsRegistrations: [] });

describeRule("key-available-at-source", goodAttach, "NOT_APPLICABLE", [
  { when: "a TPM is removed", given: [removed], outcome: "PASS", what: "key-is-available" },
  {
    when: "a TPM is removed from a VM whose key cannot be had",
    given: [removed, goneHere],
    outcome: "BLOCK",
    what: { id: "key-provider-has-gone", keyProvider: "kp-1" },
    remedies: [{ action: "REGISTER_KMS", keyProviderName: "kp-1" }],
  },
  {
    when: "a TPM is attached to a VM that is encrypted by a key that cannot be had",
    given: [subject({ keyProvider: "kp-1", encryptedByPolicy: true }), goneHere],
    outcome: "BLOCK",
  },
  {
    when: "only the hardware of such a VM changes",
    given: [removed, goneHere, subject({ tpmRequested: undefined, hardwareChanges: ["guestId"] })],
    outcome: "NOT_APPLICABLE",
  },
]);
