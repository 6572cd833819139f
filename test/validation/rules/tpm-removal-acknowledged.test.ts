import { expect, test } from "vitest";
import { decide } from "../../../src/validation/decide.ts";
import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodDetach, request, subject } from "../good-facts.ts";

const acknowledged = request({ acknowledgedWarnings: ["TPM_REMOVAL"] });

describeRule("tpm-removal-acknowledged", goodDetach, "WARN", [
  {
    when: "the TPM is removed",
    given: [],
    outcome: "WARN",
    what: { id: "removal-loses-secrets", vm: "ericTpmVm" },
    remedies: [{ action: "ACKNOWLEDGE_WARNING" }],
  },
  { when: "it has been acknowledged, and is still true", given: [acknowledged], outcome: "WARN" },
  {
    when: "it is not known whether there is one to remove",
    given: [subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "WARN",
    what: { id: "removal-loses-secrets", vm: "ericTpmVm" },
  },
  {
    when: "there is none to remove",
    given: [subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("tpm-removal-acknowledged", goodAttach, "NOT_APPLICABLE", []);

test("a removal stays to be acknowledged until it is", () => {
  expect(decide(goodDetach)).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: ["TPM_REMOVAL"] });
  expect(decide(acknowledged(goodDetach))).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: [] });
});
