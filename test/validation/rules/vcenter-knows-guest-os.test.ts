import { describeRule } from "../describe-rule.ts";
import { destinationVCenter, goodAttach, goodCopy, goodHardwareChange, sourceVCenter, subject } from "../good-facts.ts";

const rocky = subject({ guestId: "rockylinux_64Guest" });
const version = (reported: string | null) => destinationVCenter({ version: reported });

describeRule("vcenter-knows-guest-os", goodCopy, "PASS", [
  {
    when: "every vCenter knows the guest OS",
    given: [version("6.7")],
    outcome: "PASS",
    what: { id: "vcenter-knows-guest", vm: "ericTpmVm", at: { vcenter: "vc-b" } },
  },
  { when: "every vCenter knows the guest OS, and no version is recorded", given: [version(null)], outcome: "PASS" },
  {
    when: "the release that brought the guestId",
    given: [rocky, version("8.0.0")],
    outcome: "PASS",
    what: "vcenter-knows-guest",
  },
  {
    when: "a release before the one that brought it",
    given: [rocky, version("7.0.3")],
    outcome: "BLOCK",
    what: {
      id: "vcenter-does-not-know-guest",
      vm: "ericTpmVm",
      hardware: "is",
      guestId: "rockylinux_64Guest",
      at: { vcenter: "vc-b" },
      least: "8.0.0",
      version: "7.0.3",
    },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "8.0.0" }],
  },
  {
    when: "RHEL 9 on 7.0",
    given: [subject({ guestId: "rhel9_64Guest" }), version("7.0.0")],
    outcome: "BLOCK",
    what: { id: "vcenter-does-not-know-guest", least: "7.0.1" },
  },
  { when: "the source alone is older", given: [rocky, sourceVCenter({ version: "7.0.3" })], outcome: "PASS" },
  {
    when: "no version is recorded",
    given: [rocky, version(null)],
    outcome: "UNKNOWN",
    what: { id: "vcenter-may-not-know-guest", guestId: "rockylinux_64Guest", least: "8.0.0" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: "id-vc-b" }],
  },
  {
    when: "what is recorded is no version",
    given: [rocky, version("latest")],
    outcome: "UNKNOWN",
    what: "vcenter-may-not-know-guest",
  },
  {
    when: "no guestId",
    given: [subject({ guestId: null })],
    outcome: "UNKNOWN",
    what: { id: "guest-release-is-unknown", guestId: null, near: [] },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "guestId", vmId: "id-ericTpmVm" }],
  },
  {
    when: "a guestId in no table, near one that is",
    given: [subject({ guestId: "WINDOWS2019SRV_64GUEST" })],
    outcome: "UNKNOWN",
    what: {
      id: "guest-release-is-unknown",
      guestId: "WINDOWS2019SRV_64GUEST",
      near: ["windows2019srv_64Guest"],
    },
  },
  {
    when: "a guestId in no table, near none",
    given: [subject({ guestId: "plan9Guest" })],
    outcome: "UNKNOWN",
    what: { id: "guest-release-is-unknown", near: [] },
  },
  {
    when: "the VM has no TPM",
    given: [rocky, version("7.0.3"), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "vm-gets-no-tpm",
  },
  {
    when: "the VM may have a TPM",
    given: [rocky, version("7.0.3"), subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm" }, { action: "UPGRADE_VCENTER" }],
  },
]);

describeRule("vcenter-knows-guest-os", goodHardwareChange, "PASS", [
  {
    when: "a guest OS is asked for that the vCenter does not know",
    given: [subject({ guestId: "rockylinux_64Guest", hardwareChanges: ["guestId"] }), version("7.0.3")],
    outcome: "BLOCK",
    what: { id: "vcenter-does-not-know-guest", hardware: "would-be", at: { vcenter: "vc-a" } },
  },
  {
    when: "a guestId in no table is asked for",
    given: [subject({ guestId: "plan9Guest", hardwareChanges: ["guestId"] })],
    outcome: "UNKNOWN",
    remedies: [{ action: "CHANGE_GUEST_OS", variant: "ask-for", vmId: "id-ericTpmVm" }],
  },
]);

describeRule("vcenter-knows-guest-os", goodAttach, "PASS", []);
