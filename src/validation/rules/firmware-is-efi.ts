import { findHardwareWords } from "../hardware-words.ts";
import { aboutVm, recordMissingFact } from "../remedies.ts";
import { setFirmwareEfi } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";

export const firmwareIsEfi = definePrerequisite({
  id: "firmware-is-efi",
  title: "The firmware is EFI",
  checks: "The VM boots with EFI firmware.",
  source: "vSphere Security: requirements of a virtual TPM.",
  judgeAt(subject, _destination, judged) {
    const { has, of } = findHardwareWords(subject, "firmware", judged);
    if (subject.firmware === "EFI") return pass(`${has} EFI firmware.`);
    if (subject.firmware === null) {
      return unknown(
        `It is not known which firmware ${has}.`,
        `No firmware is recorded for VM ${subject.name}; a TPM needs EFI.`,
        [recordMissingFact(`which firmware ${has}`, aboutVm(subject))],
      );
    }
    return block(
      `The firmware ${of} does not support a TPM.`,
      `${has} ${subject.firmware} firmware; a TPM needs EFI.`,
      [setFirmwareEfi(subject, judged)],
    );
  },
});
