import { aboutVm } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, pass, unknown } from "../rule.ts";
import { defineTpmChangeRule } from "../rule-kinds.ts";

export const poweredOffToChangeTpm = defineTpmChangeRule({
  id: "powered-off-to-change-tpm",
  title: "The VM is powered off while its TPM changes",
  checks: "The VM is POWERED_OFF when a TPM is attached or removed.",
  source: "VCD: add or remove a TPM device; vSphere Security: virtual machine encryption is changed while powered off.",
  judgeChange(subject) {
    const { name: vm, powerState } = subject;
    if (powerState === "POWERED_OFF") return pass({ id: "vm-is-powered-off", vm });
    const powerOff: Remedy = { action: "POWER_OFF", ...aboutVm(subject) };
    if (powerState === null) {
      return unknown({ id: "power-state-is-unknown", vm }, [
        { action: "RECORD_MISSING_FACT", fact: "power-state", ...aboutVm(subject) },
        powerOff,
      ]);
    }
    return block({ id: "vm-is-not-powered-off", vm, powerState }, [powerOff]);
  },
});
