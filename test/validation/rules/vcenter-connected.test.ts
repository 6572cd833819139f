import { expect, test } from "vitest";
import { decide } from "../../../src/validation/decide.ts";
import { describeRule } from "../describe-rule.ts";
import {
  applyAll,
  destinationVCenter,
  facts,
  goodCopy,
  sourceVCenter,
  subject,
  withinOneVCenter,
} from "../good-facts.ts";

describeRule("vcenter-connected", goodCopy, "PASS", [
  {
    when: "the source vCenter is disconnected",
    given: [sourceVCenter({ status: "DISCONNECTED" })],
    outcome: "BLOCK",
    what: { id: "vcenter-is-disconnected", at: { vcenter: "vc-a", side: "source" } },
    remedies: [{ action: "RECONNECT_VCENTER", vcenterId: "id-vc-a" }],
  },
  {
    when: "it is not known whether the vCenter is connected",
    given: [sourceVCenter({ status: "UNKNOWN" })],
    outcome: "UNKNOWN",
    what: { id: "vcenter-status-is-unknown", at: { vcenter: "vc-a", side: "source" } },
    remedies: [
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-a" },
      { action: "RECONNECT_VCENTER", vcenterId: "id-vc-a" },
    ],
  },
  {
    when: "no VM has a TPM",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null }), sourceVCenter({ status: "DISCONNECTED" })],
    outcome: "BLOCK",
  },
  {
    when: "nothing exists yet, and the destination is disconnected",
    given: [facts({ workflow: "CREATE_VM", source: undefined }), destinationVCenter({ status: "DISCONNECTED" })],
    outcome: "BLOCK",
    remedies: [{ action: "RECONNECT_VCENTER", vcenterId: "id-vc-b" }],
  },
]);

test("each of two vCenters has a finding with a remedy of its own", () => {
  const changes = [sourceVCenter({ status: "DISCONNECTED" }), destinationVCenter({ status: "DISCONNECTED" })];
  const found = decide(applyAll(goodCopy, changes)).findings.filter(({ rule }) => rule === "vcenter-connected");
  expect(found.map(({ remedies }) => remedies.map(({ vcenterId }) => vcenterId))).toEqual([["id-vc-a"], ["id-vc-b"]]);
});

test("one vCenter on both sides has one finding", () => {
  const found = decide(withinOneVCenter(goodCopy)).findings.filter(({ rule }) => rule === "vcenter-connected");
  expect(found).toHaveLength(1);
});
