import { describeRule } from "../describe-rule.ts";
import {
  destinationCluster,
  facts,
  goodAttach,
  goodCopy,
  goodCreation,
  goodHardwareChange,
  goodInstantiation,
  subject,
  withinOneVCenter,
} from "../good-facts.ts";

describeRule("cluster-runs-hardware-version", goodCopy, "PASS", [
  {
    when: "the cluster's highest",
    given: [subject({ hardwareVersion: 21 })],
    outcome: "PASS",
    what: { id: "cluster-runs-vm", vm: "ericTpmVm", at: { cluster: "cl-b" } },
  },
  {
    when: "more than the cluster runs",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    what: {
      id: "cluster-does-not-run-vm",
      vm: "ericTpmVm",
      hardware: "is",
      at: { cluster: "cl-b" },
      highest: 21,
      versions: [22],
    },
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-22" }],
  },
  {
    when: "vmx-9 against vmx-10: versions compare as numbers",
    given: [subject({ hardwareVersion: 9 }), destinationCluster({ maxHardwareVersion: 10 })],
    outcome: "PASS",
  },
  {
    when: "more than the cluster runs, without a TPM",
    given: [subject({ hardwareVersion: 22, tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  {
    when: "no hardware version is recorded",
    given: [subject({ hardwareVersion: null })],
    outcome: "UNKNOWN",
    what: { id: "cluster-may-not-run-vm", vm: "ericTpmVm", missing: "vm", at: { cluster: "cl-b" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "hardwareVersion", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the cluster's highest is not recorded",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "UNKNOWN",
    what: { id: "cluster-may-not-run-vm", vm: "ericTpmVm", missing: "cluster", at: { cluster: "cl-b" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "highest-hardware-version", clusterId: "id-cl-b" }],
  },
  {
    when: "the VM stays in its cluster, which runs it already",
    given: [withinOneVCenter, subject({ hardwareVersion: 22 })],
    outcome: "PASS",
  },
  {
    when: "the VM stays in its cluster, and nothing is recorded",
    given: [withinOneVCenter, subject({ hardwareVersion: null }), destinationCluster({ maxHardwareVersion: null })],
    outcome: "PASS",
  },
  {
    when: "nothing is placed",
    given: [facts({ workflow: "EXPORT_VAPP_TEMPLATE", destination: undefined })],
    outcome: "NOT_APPLICABLE",
    what: "rule-is-not-about-workflow",
  },
]);

describeRule("cluster-runs-hardware-version", goodInstantiation, "PASS", [
  {
    when: "a template's VM is more than the template's own cluster runs: it runs nowhere yet",
    given: [withinOneVCenter, subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-22" }],
  },
]);

describeRule("cluster-runs-hardware-version", goodAttach, "PASS", [
  {
    when: "the VM is above what its cluster runs, and stays so",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "PASS",
  },
]);

describeRule("cluster-runs-hardware-version", goodHardwareChange, "PASS", [
  {
    when: "more than the cluster runs is asked for",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    what: {
      id: "cluster-does-not-run-vm",
      vm: "ericTpmVm",
      hardware: "would-be",
      at: { cluster: "cl-a" },
      highest: 21,
      versions: [22],
    },
    remedies: [{ action: "UPGRADE_HARDWARE", variant: "ask-for-at-most", version: "vmx-21", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM is above what its cluster runs, and still more is asked for",
    given: [subject({ hardwareVersionBefore: 22, hardwareVersion: 23 })],
    outcome: "BLOCK",
    what: { id: "cluster-does-not-run-vm", highest: 21, versions: [23] },
    remedies: [{ action: "KEEP_HARDWARE_VERSION", vmId: "id-ericTpmVm" }],
  },
  {
    when: "what the cluster runs is not recorded",
    given: [destinationCluster({ maxHardwareVersion: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", clusterId: "id-cl-a" }],
  },
]);

const ovf = { hardwareVersions: [22, 23], tpmIsOptional: false, optionsWithTpm: [], remarks: [] };

describeRule("cluster-runs-hardware-version", goodCreation, "PASS", [
  {
    when: "a VM that is yet to be is to have more than the cluster runs",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    what: { id: "cluster-does-not-run-vm", vm: "ericTpmVm", hardware: "would-be", versions: [22] },
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-22" }],
  },
  {
    when: "an OVF names several, and the cluster runs none of them",
    given: [facts({ workflow: "CREATE_VAPP_FROM_OVF" }), subject({ hardwareVersion: 23, ovf })],
    outcome: "BLOCK",
    what: { id: "cluster-does-not-run-vm", highest: 21, versions: [22, 23] },
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-22" }],
  },
]);
