import { describeRule } from "../describe-rule.ts";
import { destinationCluster, goodAttach, goodCopy, goodCreation, goodInstantiation, subject } from "../good-facts.ts";

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

const changed = { hardwareChanges: ["hardwareVersion"] } as const;

describeRule("hardware-version-14", goodAttach, "PASS", [
  {
    when: "a version too old for a TPM is asked for",
    given: [subject({ hardwareVersion: 13, ...changed })],
    outcome: "BLOCK",
    message: "The hardware version that VM ericTpmVm would have does not support a TPM.",
    says: ["VM ericTpmVm would have hardware version vmx-13"],
    remedies: [
      { action: "UPGRADE_HARDWARE", version: "vmx-14", description: "Ask for hardware version vmx-14 or later." },
    ],
  },
  {
    when: "more than the cluster supports is asked for",
    given: [subject({ hardwareVersion: 22, ...changed })],
    outcome: "BLOCK",
    message: "Cluster cl-a does not support the hardware version that VM ericTpmVm would have.",
    says: ["VM ericTpmVm would have hardware version vmx-22, and cluster cl-a supports vmx-21 at most."],
    remedies: [
      { action: "UPGRADE_HARDWARE", version: "vmx-21", description: "Ask for hardware version vmx-21 or lower." },
    ],
  },
  {
    when: "the VM is above what its cluster supports, and stays so",
    given: [subject({ hardwareVersion: 22 })],
    outcome: "BLOCK",
    says: ["VM ericTpmVm has hardware version vmx-22, and cluster cl-a supports vmx-21 at most."],
    remedies: [
      {
        action: "CHOOSE_OTHER_VDC",
        version: "vmx-22",
        vmId: "id-ericTpmVm",
        description: "Move VM ericTpmVm to a VDC whose cluster supports hardware version vmx-22.",
      },
    ],
  },
  {
    when: "no version that the cluster supports is new enough, whichever is asked for",
    given: [subject({ hardwareVersion: 22, ...changed }), destinationCluster({ maxHardwareVersion: 13 })],
    outcome: "BLOCK",
    remedies: [{ action: "CHOOSE_OTHER_VDC", version: "vmx-22" }],
  },
  {
    when: "neither the VM nor its cluster is new enough",
    given: [subject({ hardwareVersion: 11 }), destinationCluster({ maxHardwareVersion: 13 })],
    outcome: "BLOCK",
    says: ["VM ericTpmVm has hardware version vmx-11", "cluster cl-a supports vmx-13 at most"],
    remedies: [
      {
        action: "CHOOSE_OTHER_VDC",
        version: "vmx-14",
        description:
          "Move VM ericTpmVm to a VDC whose cluster supports hardware version vmx-14, and give it that version there.",
      },
    ],
  },
]);

describeRule("hardware-version-14", goodCreation, "PASS", [
  {
    when: "a VM that is yet to be is to have vmx-13",
    given: [subject({ hardwareVersion: 13 })],
    outcome: "BLOCK",
    says: ["VM ericTpmVm would have hardware version vmx-13"],
    remedies: [{ action: "UPGRADE_HARDWARE", description: "Give VM ericTpmVm hardware version vmx-14 or later." }],
  },
]);
