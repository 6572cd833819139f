import { aboutVm } from "../remedies.ts";
import { block, notApplicable, pass, type SubjectRule, unknown } from "../rule.ts";
import { isChanged } from "../statements/named.ts";

export const hardwareVersionNotLowered: SubjectRule = {
  id: "hardware-version-not-lowered",
  title: "The hardware version is never lowered",
  checks: "A reconfiguration asks for a hardware version that is not lower than the VM's.",
  source: "vSphere API: UpgradeVM_Task, which upgrades only.",
  scope: "SUBJECT",
  judge(subject) {
    const { name: vm, hardwareVersion: after, hardwareVersionBefore: before } = subject;
    if (!isChanged(subject, "hardwareVersion") || after === null || before === undefined) {
      return notApplicable({ id: "hardware-does-not-change", vm });
    }
    if (before === null) {
      return unknown({ id: "hardware-version-may-be-lowered", vm }, [
        { action: "RECORD_MISSING_FACT", fact: "hardwareVersion", ...aboutVm(subject), hardware: "is" },
      ]);
    }
    if (after >= before) return pass({ id: "hardware-version-rises", vm });
    return block({ id: "hardware-version-is-lowered", vm, before, after }, [
      { action: "KEEP_HARDWARE_VERSION", ...aboutVm(subject) },
    ]);
  },
};
