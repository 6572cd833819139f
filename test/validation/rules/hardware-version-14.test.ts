import { describeRule } from "../describe-rule.ts";
import { destinationCluster, goodCopy, goodInstantiation, subject } from "../good-facts.ts";

describeRule("hardware-version-14", goodCopy, "PASS", [
  { when: "vmx-14", given: [subject({ hardwareVersion: 14 })], outcome: "PASS" },
  {
    when: "vmx-13",
    given: [subject({ hardwareVersion: 13 })],
    outcome: "BLOCK",
    says: ["ericTpmVm", "vmx-13", "vmx-14"],
    remedies: [{ action: "UPGRADE_HARDWARE", vmId: "id-ericTpmVm", version: "vmx-14" }],
  },
  { when: "vmx-9, which is less than vmx-14", given: [subject({ hardwareVersion: 9 })], outcome: "BLOCK" },
  { when: "the cluster's highest", given: [subject({ hardwareVersion: 21 })], outcome: "PASS" },
  {
    when: "more than the cluster supports",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    says: ["vmx-22", "cl-b", "vmx-21"],
    remedies: [{ action: "CHOOSE_OTHER_VDC", version: "vmx-22" }],
  },
  {
    when: "neither the VM nor the cluster is new enough",
    given: [subject({ hardwareVersion: 11 }), destinationCluster({ maxHardwareVersion: 13 })],
    outcome: "BLOCK",
    says: ["vmx-11", "vmx-13"],
    remedies: [{ action: "CHOOSE_OTHER_VDC", version: "vmx-14", vmId: "id-ericTpmVm" }],
  },
  {
    when: "too old for a TPM, whatever the cluster supports",
    given: [subject({ hardwareVersion: 13 }), destinationCluster({ maxHardwareVersion: null })],
    outcome: "BLOCK",
  },
  {
    when: "no hardware version is recorded",
    given: [subject({ hardwareVersion: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the cluster's highest is not recorded",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "UNKNOWN",
    says: ["cl-b"],
    remedies: [{ action: "RECORD_MISSING_FACT", clusterId: "id-cl-b" }],
  },
  {
    when: "the VM has no TPM",
    given: [subject({ hardwareVersion: 9, tpm: "NOT_PRESENT" })],
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
