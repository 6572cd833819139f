import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodDetach, subject } from "../good-facts.ts";

describeRule("no-snapshots-to-change-tpm", goodAttach, "PASS", [
  {
    when: "the VM has two snapshots",
    given: [subject({ snapshotCount: 2 })],
    outcome: "BLOCK",
    message: "Cannot change encryption state with virtual machine snapshots present.",
    what: { id: "vm-has-snapshots", vm: "ericTpmVm", snapshotCount: 2 },
    remedies: [{ action: "REMOVE_SNAPSHOTS", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM has one snapshot",
    given: [subject({ snapshotCount: 1 })],
    outcome: "BLOCK",
    what: { id: "vm-has-snapshots", snapshotCount: 1 },
  },
  {
    when: "its snapshots are not recorded",
    given: [subject({ snapshotCount: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }, { action: "REMOVE_SNAPSHOTS" }],
  },
]);

describeRule("no-snapshots-to-change-tpm", goodDetach, "PASS", [
  { when: "the VM has a snapshot", given: [subject({ snapshotCount: 1 })], outcome: "BLOCK" },
  {
    when: "the VM may have no TPM to remove",
    given: [subject({ snapshotCount: 1, tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
  },
]);

describeRule("no-snapshots-to-change-tpm", goodCopy, "NOT_APPLICABLE", [
  { when: "a VM that is copied has snapshots", given: [subject({ snapshotCount: 3 })], outcome: "NOT_APPLICABLE" },
]);
