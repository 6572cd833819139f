import { recordHardware, setFirmwareEfi } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { hardwareOf } from "../statements/named.ts";

export const firmwareIsEfi = definePrerequisite({
  id: "firmware-is-efi",
  title: "The firmware is EFI",
  checks: "The VM boots with EFI firmware.",
  source: "vSphere Security: requirements of a virtual TPM.",
  judgeAt(subject, _destination, input) {
    const vm = hardwareOf(subject, "firmware", input);
    const { firmware } = subject;
    if (firmware === "EFI") return pass({ id: "firmware-is-efi", ...vm });
    if (firmware === null) {
      return unknown({ id: "firmware-is-unknown", ...vm }, [recordHardware("firmware", subject, input)]);
    }
    return block({ id: "firmware-is-not-efi", ...vm, firmware }, [setFirmwareEfi(subject, input)]);
  },
});
