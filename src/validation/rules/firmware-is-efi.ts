import { aboutVm, recordMissingFact, setFirmwareEfi } from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";

export const firmwareIsEfi = definePrerequisite({
  id: "firmware-is-efi",
  title: "The firmware is EFI",
  checks: "The VM boots with EFI firmware.",
  source: "vSphere Security: requirements of a virtual TPM.",
  judgeAt(subject, _destination, judged) {
    if (subject.firmware === "EFI") return pass(`VM ${subject.name} has EFI firmware.`);
    if (subject.firmware === null) {
      return unknown(
        `It is not known which firmware VM ${subject.name} has.`,
        `No firmware is recorded for VM ${subject.name}; a TPM needs EFI.`,
        [recordMissingFact(`which firmware VM ${subject.name} has`, aboutVm(subject))],
      );
    }
    return block(
      `The firmware of VM ${subject.name} does not support a TPM.`,
      `VM ${subject.name} has ${subject.firmware} firmware; a TPM needs EFI.`,
      [setFirmwareEfi(subject, judged)],
    );
  },
});
