import type { Facts } from "../../../src/validation/facts.ts";
import { describeRule } from "../describe-rule.ts";
import { destinationVCenter, goodAttach, goodCopy, goodCreation, sourceVCenter, subject } from "../good-facts.ts";

const windows = subject({ guestId: "windows2019srv_64Guest" });
const linux = subject({ guestId: "ubuntu64Guest" });
const version = (reported: string | null) => destinationVCenter({ version: reported });

describeRule("vcenter-supports-guest", goodCopy, "PASS", [
  { when: "Windows on 6.7", given: [windows, version("6.7")], outcome: "PASS" },
  {
    when: "Windows on 6.5",
    given: [windows, version("6.5 Update 3")],
    outcome: "BLOCK",
    what: { id: "vcenter-does-not-support-guest", at: { vcenter: "vc-b" }, version: "6.5 Update 3", least: "6.7.0" },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "6.7.0" }],
  },
  { when: "Windows on 7.0.1", given: [windows, version("7.0.1")], outcome: "PASS" },
  {
    when: "Linux on 7.0.1",
    given: [linux, version("7.0.1")],
    outcome: "BLOCK",
    what: { id: "vcenter-does-not-support-guest", family: "LINUX", least: "7.0.2", version: "7.0.1" },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "7.0.2" }],
  },
  { when: "Linux on 7.0 Update 2", given: [linux, version("7.0 Update 2")], outcome: "PASS" },
  { when: "the source alone is old", given: [linux, sourceVCenter({ version: "6.5" })], outcome: "PASS" },
  {
    when: "no version is recorded",
    given: [version(null)],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b" }],
  },
  {
    when: "what is recorded is no version",
    given: [version("latest")],
    outcome: "UNKNOWN",
    what: { id: "vcenter-version-is-unknown", version: "latest" },
  },
  {
    when: "a guest that is not known, on a vCenter that supports both families",
    given: [subject({ guestId: null })],
    outcome: "PASS",
  },
  {
    when: "a guest that is not known, on a vCenter that supports neither",
    given: [subject({ guestId: null }), version("6.5")],
    outcome: "BLOCK",
  },
  {
    when: "a guest that is not known, on a vCenter that supports Windows alone",
    given: [subject({ guestId: null }), version("7.0.1")],
    outcome: "UNKNOWN",
    what: { id: "vcenter-support-depends-on-guest", version: "7.0.1" },
    remedies: [
      { action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" },
      { action: "UPGRADE_VCENTER", version: "7.0.2" },
    ],
  },
  {
    when: "a guest that is neither, whose own rule blocks",
    given: [subject({ guestId: "freebsd14_64Guest" })],
    outcome: "PASS",
  },
  {
    when: "the VM has no TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null }), version("6.5")],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("vcenter-supports-guest", goodAttach, "PASS", [
  {
    when: "a Linux guest is asked for, on a vCenter that supports Windows alone",
    given: [subject({ guestId: "ubuntu64Guest", hardwareChanges: ["guestId"] }), version("7.0.1")],
    outcome: "BLOCK",
    what: {
      id: "vcenter-does-not-support-guest",
      vm: "ericTpmVm",
      hardware: "would-be",
      family: "LINUX",
      least: "7.0.2",
    },
  },
  {
    when: "a guest in no table is asked for, on a vCenter that supports Windows alone",
    given: [subject({ guestId: "plan9Guest", hardwareChanges: ["guestId"] }), version("7.0.1")],
    outcome: "UNKNOWN",
    what: { id: "vcenter-support-depends-on-guest", vm: "ericTpmVm", hardware: "would-be" },
    remedies: [{ action: "CHANGE_GUEST_OS" }, { action: "UPGRADE_VCENTER", version: "7.0.2" }],
  },
]);

const optional = subject({
  ovf: { hardwareVersions: [19], tpmIsOptional: true, optionsWithTpm: [], remarks: [] },
});
const goodDeployment: Facts = { ...goodCreation, workflow: "CREATE_VAPP_FROM_OVF" };

describeRule("vcenter-supports-guest", optional(goodDeployment), "PASS", [
  {
    when: "an OVF marks the TPM of a Linux guest as optional, on a vCenter that supports Windows alone",
    given: [linux, version("7.0.1")],
    outcome: "BLOCK",
    remedies: [{ action: "UPGRADE_VCENTER" }, { action: "LEAVE_OUT_OPTIONAL_TPM", vm: "ericTpmVm" }],
  },
]);
