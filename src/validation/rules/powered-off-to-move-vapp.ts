import { aboutVm } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, pass, type SubjectRule, unknown } from "../rule.ts";

export const poweredOffToMoveVapp: SubjectRule = {
  id: "powered-off-to-move-vapp",
  title: "The VMs of a vApp are powered off when it is moved",
  checks:
    "Every VM of the vApp is POWERED_OFF when it is moved by CLONE_AND_DELETE. MOVE_VAPP_API does not ask for it.",
  source: "VCD tenant guide: move a vApp (GUID-405347C9).",
  scope: "SUBJECT",
  judge(subject, { request }) {
    const { name: vm, powerState } = subject;
    if (request.moveMethod === "MOVE_VAPP_API") return pass({ id: "vapp-is-moved-whole", vm });
    if (powerState === "POWERED_OFF") return pass({ id: "vm-is-powered-off", vm });
    const remedies: readonly [Remedy, Remedy] = [
      { action: "POWER_OFF", ...aboutVm(subject) },
      { action: "USE_MOVE_VAPP_API" },
    ];
    if (powerState === null) {
      return unknown({ id: "vm-may-have-to-be-off-to-move", vm }, [
        { action: "RECORD_MISSING_FACT", fact: "power-state", ...aboutVm(subject) },
        ...remedies,
      ]);
    }
    return block({ id: "vm-must-be-off-to-move", vm, powerState }, remedies);
  },
};
