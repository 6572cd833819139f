import { describeRule } from "../describe-rule.ts";
import { goodAttach, goodCopy, goodHardwareChange, subject } from "../good-facts.ts";

const running = subject({ powerState: "POWERED_ON" });

describeRule("powered-off-to-change-hardware", goodHardwareChange, "PASS", [
  {
    when: "the VM is powered off",
    given: [],
    outcome: "PASS",
    what: { id: "vm-is-powered-off", vm: "ericTpmVm" },
  },
  {
    when: "the VM is powered on",
    given: [running],
    outcome: "BLOCK",
    what: { id: "vm-must-be-off-to-change-hardware", vm: "ericTpmVm", powerState: "POWERED_ON" },
    remedies: [{ action: "POWER_OFF", vmId: "id-ericTpmVm" }],
  },
  {
    when: "the VM is suspended",
    given: [subject({ powerState: "SUSPENDED" })],
    outcome: "BLOCK",
    what: { id: "vm-must-be-off-to-change-hardware", powerState: "SUSPENDED" },
  },
  {
    when: "its power state is not recorded",
    given: [subject({ powerState: null })],
    outcome: "UNKNOWN",
    what: { id: "vm-may-have-to-be-off-to-change-hardware", vm: "ericTpmVm" },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "power-state", vmId: "id-ericTpmVm" },
      { action: "POWER_OFF", vmId: "id-ericTpmVm" },
    ],
  },
  {
    when: "the guest OS of a running VM changes",
    given: [running, subject({ hardwareChanges: ["guestId"] })],
    outcome: "BLOCK",
  },
  {
    when: "the firmware of a running VM changes",
    given: [running, subject({ hardwareChanges: ["firmware"] })],
    outcome: "BLOCK",
  },
  {
    when: "a running VM has no TPM",
    given: [running, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  {
    when: "no hardware of a running VM changes",
    given: [running, subject({ hardwareChanges: [] })],
    outcome: "NOT_APPLICABLE",
    what: { id: "hardware-does-not-change", vm: "ericTpmVm" },
  },
]);

describeRule("powered-off-to-change-hardware", goodAttach, "NOT_APPLICABLE", []);
describeRule("powered-off-to-change-hardware", goodCopy, "NOT_APPLICABLE", [
  { when: "a VM that is copied is powered on", given: [running], outcome: "NOT_APPLICABLE" },
]);
