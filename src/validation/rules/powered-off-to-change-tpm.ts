import { aboutVm, recordMissingFact } from "../remedies.ts";
import { block, pass, type Remedy, unknown } from "../rule.ts";
import { defineTpmChangeRule } from "../rule-kinds.ts";

export const poweredOffToChangeTpm = defineTpmChangeRule({
  id: "powered-off-to-change-tpm",
  title: "The VM is powered off while its TPM changes",
  checks: "The VM is POWERED_OFF when a TPM is attached or removed.",
  source: "VCD: add or remove a TPM device; vSphere Security: virtual machine encryption is changed while powered off.",
  judgeChange(subject) {
    if (subject.powerState === "POWERED_OFF") return pass(`VM ${subject.name} is powered off.`);
    const powerOff: Remedy = {
      action: "POWER_OFF",
      description: `Power off VM ${subject.name}.`,
      ...aboutVm(subject),
    };
    if (subject.powerState === null) {
      return unknown(
        `It is not known whether VM ${subject.name} is powered off.`,
        `No power state is recorded for VM ${subject.name}; its TPM changes only while it is POWERED_OFF.`,
        [recordMissingFact(`whether VM ${subject.name} is powered off`, aboutVm(subject)), powerOff],
      );
    }
    return block(
      `VM ${subject.name} must be powered off before its TPM is changed.`,
      `VM ${subject.name} is ${subject.powerState}; its TPM changes only while it is POWERED_OFF.`,
      [powerOff],
    );
  },
});
