import { describeRule } from "../describe-rule.ts";
import { destinationCluster, goodAttach, goodCopy, goodCreation, goodInstantiation, subject } from "../good-facts.ts";

describeRule("hardware-version-14", goodCopy, "PASS", [
  { when: "vmx-14", given: [subject({ hardwareVersion: 14 })], outcome: "PASS" },
  {
    when: "vmx-13",
    given: [subject({ hardwareVersion: 13 })],
    outcome: "BLOCK",
    what: { id: "hardware-version-is-too-low", vm: "ericTpmVm", version: 13, least: 14 },
    remedies: [{ action: "UPGRADE_HARDWARE", vmId: "id-ericTpmVm", version: "vmx-14" }],
  },
  { when: "vmx-9, which is less than vmx-14", given: [subject({ hardwareVersion: 9 })], outcome: "BLOCK" },
  {
    when: "more than the cluster runs, which is for another rule to say",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "PASS",
    what: { id: "hardware-version-is-new-enough", vm: "ericTpmVm", version: 22, least: 14 },
  },
  {
    when: "neither the VM nor the cluster is new enough",
    given: [subject({ hardwareVersion: 11 }), destinationCluster({ maxHardwareVersion: 13 })],
    outcome: "BLOCK",
    what: { id: "vm-and-cluster-are-too-old", version: 11, highest: 13 },
    remedies: [{ action: "CHOOSE_OTHER_VDC", version: "vmx-14", vmId: "id-ericTpmVm" }],
  },
  {
    when: "too old for a TPM, whatever the cluster supports",
    given: [subject({ hardwareVersion: 13 }), destinationCluster({ maxHardwareVersion: null })],
    outcome: "BLOCK",
  },
  {
    when: "new enough, whatever the cluster runs",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "PASS",
  },
  {
    when: "no hardware version is recorded",
    given: [subject({ hardwareVersion: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM has no TPM",
    given: [subject({ hardwareVersion: 9, tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("hardware-version-14", goodInstantiation, "PASS", [
  {
    when: "the template's VM is vmx-13",
    given: [subject({ hardwareVersion: 13 })],
    outcome: "BLOCK",
    remedies: [{ action: "RECAPTURE_TEMPLATE", version: "vmx-14" }],
  },
]);

const changed = { hardwareChanges: ["hardwareVersion"] } as const;

describeRule("hardware-version-14", goodAttach, "PASS", [
  {
    when: "a version too old for a TPM is asked for",
    given: [subject({ hardwareVersion: 13, ...changed })],
    outcome: "BLOCK",
    what: { id: "hardware-version-is-too-low", vm: "ericTpmVm", hardware: "would-be", version: 13 },
    remedies: [{ action: "UPGRADE_HARDWARE", version: "vmx-14", variant: "ask-for-at-least" }],
  },
  {
    when: "neither the VM nor its cluster is new enough",
    given: [subject({ hardwareVersion: 11 }), destinationCluster({ maxHardwareVersion: 13 })],
    outcome: "BLOCK",
    what: {
      id: "vm-and-cluster-are-too-old",
      vm: "ericTpmVm",
      hardware: "is",
      version: 11,
      at: { cluster: "cl-a" },
      highest: 13,
    },
    remedies: [
      {
        action: "CHOOSE_OTHER_VDC",
        version: "vmx-14",
        variant: "move-and-upgrade",
      },
    ],
  },
]);

describeRule("hardware-version-14", goodCreation, "PASS", [
  {
    when: "a VM that is yet to be is to have vmx-13",
    given: [subject({ hardwareVersion: 13 })],
    outcome: "BLOCK",
    what: { id: "hardware-version-is-too-low", vm: "ericTpmVm", hardware: "would-be", version: 13 },
    remedies: [{ action: "UPGRADE_HARDWARE", variant: "give" }],
  },
]);
