import { expect, test } from "vitest";
import { decide } from "../../../src/validation/decide.ts";
import { describeRule } from "../describe-rule.ts";
import { goodCopy, goodMove, goodVappMove, request, subject, withinOneVCenter } from "../good-facts.ts";

const twoSnapshots = subject({ snapshotCount: 2 });
const acknowledged = request({ acknowledgedWarnings: ["SNAPSHOT_LOSS"] });

describeRule("snapshots-are-kept", goodMove, "PASS", [
  {
    when: "the VM has none",
    given: [],
    outcome: "PASS",
    what: { id: "vm-has-no-snapshots", vm: "ericTpmVm" },
  },
  {
    when: "the VM has two snapshots",
    given: [twoSnapshots],
    outcome: "WARN",
    what: { id: "snapshots-are-lost", vm: "ericTpmVm", snapshotCount: 2 },
    remedies: [
      { action: "ACKNOWLEDGE_WARNING", warning: "SNAPSHOT_LOSS" },
      { action: "REMOVE_SNAPSHOTS", vmId: "id-ericTpmVm" },
    ],
  },
  {
    when: "its snapshots are not recorded",
    given: [subject({ snapshotCount: null })],
    outcome: "WARN",
    what: { id: "snapshots-may-be-lost", vm: "ericTpmVm" },
    remedies: [{ action: "ACKNOWLEDGE_WARNING" }, { action: "REMOVE_SNAPSHOTS" }],
  },
  {
    when: "a VM without a TPM has snapshots",
    given: [twoSnapshots, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "WARN",
  },
  { when: "the VM moves within its vCenter", given: [withinOneVCenter, twoSnapshots], outcome: "WARN" },
  { when: "it has been acknowledged, and is still true", given: [twoSnapshots, acknowledged], outcome: "WARN" },
]);

describeRule("snapshots-are-kept", goodVappMove, "PASS", [
  {
    when: "a VM of the vApp has snapshots",
    given: [twoSnapshots],
    outcome: "WARN",
    remedies: [
      { action: "ACKNOWLEDGE_WARNING", warning: "SNAPSHOT_LOSS" },
      { action: "REMOVE_SNAPSHOTS" },
      { action: "USE_MOVE_VAPP_API" },
    ],
  },
  {
    when: "the vApp is moved by MOVE_VAPP_API, which keeps them",
    given: [twoSnapshots, request({ moveMethod: "MOVE_VAPP_API" })],
    outcome: "PASS",
    what: { id: "vapp-is-moved-whole", vm: "ericTpmVm" },
  },
  {
    when: "the vApp is moved by MOVE_VAPP_API, and its snapshots are not recorded",
    given: [subject({ snapshotCount: null }), request({ moveMethod: "MOVE_VAPP_API" })],
    outcome: "PASS",
  },
]);

describeRule("snapshots-are-kept", goodCopy, "NOT_APPLICABLE", [
  { when: "a VM that is copied has snapshots", given: [twoSnapshots], outcome: "NOT_APPLICABLE" },
]);

test("a loss of snapshots stays to be acknowledged until it is", () => {
  const moved = twoSnapshots(goodMove);
  expect(decide(moved)).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: ["SNAPSHOT_LOSS"] });
  expect(decide(acknowledged(moved))).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: [] });
});
