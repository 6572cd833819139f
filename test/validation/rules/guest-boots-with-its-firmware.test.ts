import { expect, test } from "vitest";
import { decide } from "../../../src/validation/decide.ts";
import { describeRule } from "../describe-rule.ts";
import { goodCopy, goodHardwareChange, request, subject } from "../good-facts.ts";

const otherFirmware = subject({ hardwareChanges: ["firmware"] });
const acknowledged = request({ acknowledgedWarnings: ["FIRMWARE_CHANGE"] });

describeRule("guest-boots-with-its-firmware", goodHardwareChange, "PASS", [
  {
    when: "another part changes",
    given: [],
    outcome: "PASS",
    what: { id: "firmware-stays", vm: "ericTpmVm" },
  },
  {
    when: "the firmware changes",
    given: [otherFirmware],
    outcome: "WARN",
    what: { id: "firmware-changes", vm: "ericTpmVm" },
    remedies: [{ action: "ACKNOWLEDGE_WARNING", warning: "FIRMWARE_CHANGE" }],
  },
  {
    when: "the firmware changes among other parts",
    given: [subject({ hardwareChanges: ["guestId", "firmware", "hardwareVersion"] })],
    outcome: "WARN",
  },
  {
    when: "the firmware of a VM without a TPM changes",
    given: [otherFirmware, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "WARN",
  },
  { when: "it has been acknowledged, and is still true", given: [otherFirmware, acknowledged], outcome: "WARN" },
  {
    when: "no hardware changes",
    given: [subject({ hardwareChanges: [] })],
    outcome: "NOT_APPLICABLE",
    what: { id: "hardware-does-not-change", vm: "ericTpmVm" },
  },
]);

describeRule("guest-boots-with-its-firmware", goodCopy, "NOT_APPLICABLE", []);

test("a change of firmware stays to be acknowledged until it is", () => {
  const changed = otherFirmware(goodHardwareChange);
  expect(decide(changed)).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: ["FIRMWARE_CHANGE"] });
  expect(decide(acknowledged(changed))).toMatchObject({ decision: "ALLOWED", warningsToAcknowledge: [] });
});
