import { describeRule } from "../describe-rule.ts";
import { goodMove, goodVappMove, request, subject, withinOneVCenter } from "../good-facts.ts";

const running = subject({ powerState: "POWERED_ON" });
const byApi = request({ moveMethod: "MOVE_VAPP_API" });

describeRule("powered-off-to-move-vapp", goodVappMove, "PASS", [
  {
    when: "every VM is powered off",
    given: [],
    outcome: "PASS",
    what: { id: "vm-is-powered-off", vm: "ericTpmVm" },
  },
  {
    when: "a VM is powered on",
    given: [running],
    outcome: "BLOCK",
    what: { id: "vm-must-be-off-to-move", vm: "ericTpmVm", powerState: "POWERED_ON" },
    remedies: [{ action: "POWER_OFF", vmId: "id-ericTpmVm" }, { action: "USE_MOVE_VAPP_API" }],
  },
  {
    when: "a VM is suspended",
    given: [subject({ powerState: "SUSPENDED" })],
    outcome: "BLOCK",
    what: { id: "vm-must-be-off-to-move", powerState: "SUSPENDED" },
  },
  {
    when: "its power state is not recorded",
    given: [subject({ powerState: null })],
    outcome: "UNKNOWN",
    what: { id: "vm-may-have-to-be-off-to-move", vm: "ericTpmVm" },
    remedies: [
      { action: "RECORD_MISSING_FACT", fact: "power-state", vmId: "id-ericTpmVm" },
      { action: "POWER_OFF" },
      { action: "USE_MOVE_VAPP_API" },
    ],
  },
  {
    when: "a running VM without a TPM",
    given: [running, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  { when: "a running VM moves within its vCenter", given: [withinOneVCenter, running], outcome: "BLOCK" },
  {
    when: "a running VM is moved by MOVE_VAPP_API",
    given: [running, byApi],
    outcome: "PASS",
    what: { id: "vapp-is-moved-whole", vm: "ericTpmVm" },
  },
  {
    when: "its power state is not recorded, and it is moved by MOVE_VAPP_API",
    given: [subject({ powerState: null }), byApi],
    outcome: "PASS",
  },
]);

describeRule("powered-off-to-move-vapp", goodMove, "NOT_APPLICABLE", [
  { when: "a running VM moves by itself", given: [running], outcome: "NOT_APPLICABLE" },
]);
