import type { Facts } from "../../../src/validation/facts.ts";
import { describeRule } from "../describe-rule.ts";
import { destinationCluster, goodAttach, goodCopy, goodCreation, goodHardwareChange, subject } from "../good-facts.ts";

const linux = subject({ guestId: "ubuntu64Guest" });
const unknownGuest = subject({ guestId: null });
const highest = (maxHardwareVersion: number | null) => destinationCluster({ maxHardwareVersion });

describeRule("hosts-support-guest", goodCopy, "PASS", [
  {
    when: "Windows on hosts of 6.7",
    given: [highest(14)],
    outcome: "PASS",
    what: { id: "hosts-support-guest", family: "WINDOWS", least: 14, at: { cluster: "cl-b" } },
  },
  {
    when: "Windows on hosts of 6.5",
    given: [highest(13)],
    outcome: "BLOCK",
    what: {
      id: "hosts-are-too-old",
      vm: "ericTpmVm",
      hardware: "is",
      family: "WINDOWS",
      least: 14,
      highest: 13,
      at: { cluster: "cl-b" },
    },
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-14" }],
  },
  { when: "Linux on hosts of 7.0 Update 2", given: [linux, highest(19)], outcome: "PASS" },
  {
    when: "Linux on hosts of 7.0 Update 1",
    given: [linux, highest(18)],
    outcome: "BLOCK",
    what: { id: "hosts-are-too-old", family: "LINUX", least: 19, highest: 18 },
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "choose", version: "vmx-19" }],
  },
  {
    when: "the cluster's highest hardware version is not recorded",
    given: [highest(null)],
    outcome: "UNKNOWN",
    what: { id: "hosts-are-unknown", vm: "ericTpmVm", family: "WINDOWS", least: 14 },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "highest-hardware-version", clusterId: "id-cl-b" }],
  },
  { when: "a guest that is not known, on hosts for both families", given: [unknownGuest], outcome: "PASS" },
  {
    when: "a guest that is not known, on hosts for neither family",
    given: [unknownGuest, highest(13)],
    outcome: "BLOCK",
  },
  {
    when: "a guest that is not known, on hosts for Windows alone",
    given: [unknownGuest, highest(18)],
    outcome: "UNKNOWN",
    what: { id: "hosts-are-unknown", vm: "ericTpmVm", family: "UNKNOWN", least: 19 },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "guestId", vmId: "id-ericTpmVm" }],
  },
  {
    when: "neither the guest nor the cluster's highest is recorded",
    given: [unknownGuest, highest(null)],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "highest-hardware-version" }],
  },
  {
    when: "a guest that is neither, whose own rule blocks",
    given: [subject({ guestId: "freebsd14_64Guest" }), highest(14)],
    outcome: "PASS",
  },
  {
    when: "the VM has no TPM",
    given: [highest(13), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "vm-gets-no-tpm",
  },
  {
    when: "the VM may have a TPM",
    given: [highest(13), subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm" }, { action: "CHOOSE_OTHER_VDC" }],
  },
]);

describeRule("hosts-support-guest", goodAttach, "PASS", [
  {
    when: "a TPM is attached where the hosts are too old: the VM moves before it",
    given: [highest(13)],
    outcome: "BLOCK",
    remedies: [{ action: "CHOOSE_OTHER_VDC", variant: "move", version: "vmx-14", vmId: "id-ericTpmVm" }],
  },
]);

describeRule("hosts-support-guest", goodHardwareChange, "PASS", [
  {
    when: "a guest in no table is asked for, on hosts for Windows alone",
    given: [subject({ guestId: "plan9Guest", hardwareChanges: ["guestId"] }), highest(18)],
    outcome: "UNKNOWN",
    what: { id: "hosts-are-unknown", hardware: "would-be" },
    remedies: [{ action: "CHANGE_GUEST_OS", variant: "ask-for" }],
  },
]);

const optional = subject({
  ovf: { hardwareVersions: [19], tpmIsOptional: true, optionsWithTpm: [], remarks: [] },
});
const goodDeployment: Facts = { ...goodCreation, workflow: "CREATE_VAPP_FROM_OVF" };

describeRule("hosts-support-guest", optional(goodDeployment), "PASS", [
  {
    when: "an OVF marks the TPM of a Linux guest as optional, on hosts for Windows alone",
    given: [linux, highest(18)],
    outcome: "BLOCK",
    remedies: [{ action: "CHOOSE_OTHER_VDC" }, { action: "LEAVE_OUT_OPTIONAL_TPM", vm: "ericTpmVm" }],
  },
  {
    when: "an OVF says no guest OS, on hosts for Windows alone: nobody knows whether its TPM may be left out",
    given: [unknownGuest, highest(18)],
    outcome: "UNKNOWN",
    remedies: [{ action: "CHANGE_GUEST_OS" }],
  },
]);
