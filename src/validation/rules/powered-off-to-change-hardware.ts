import { aboutVm } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, notApplicable, pass, type SubjectRule, unknown } from "../rule.ts";

export const poweredOffToChangeHardware: SubjectRule = {
  id: "powered-off-to-change-hardware",
  title: "The VM is powered off while its hardware changes",
  checks: "The VM is POWERED_OFF when its guest OS, firmware or hardware version changes.",
  source: "vSphere API: UpgradeVM_Task and VirtualMachineConfigSpec, which need the VM powered off.",
  scope: "SUBJECT",
  judge(subject) {
    const { name: vm, powerState } = subject;
    if (subject.hardwareChanges.length === 0) return notApplicable({ id: "hardware-does-not-change", vm });
    if (powerState === "POWERED_OFF") return pass({ id: "vm-is-powered-off", vm });
    const powerOff: Remedy = { action: "POWER_OFF", ...aboutVm(subject) };
    if (powerState === null) {
      return unknown({ id: "vm-may-have-to-be-off-to-change-hardware", vm }, [
        { action: "RECORD_MISSING_FACT", fact: "power-state", ...aboutVm(subject) },
        powerOff,
      ]);
    }
    return block({ id: "vm-must-be-off-to-change-hardware", vm, powerState }, [powerOff]);
  },
};
