import type { SubjectFacts } from "./facts.ts";
import { aboutVm } from "./remedies.ts";
import type { Remedy } from "./remedy.ts";
import type { RuleInput } from "./rule.ts";
import { hardwareOf, isChanged, isYetToBe } from "./statements/named.ts";
import { FIRST_HARDWARE_WITH_TPM, formatHardwareVersion } from "./versions.ts";
import type { HardwarePart } from "./vocabulary.ts";

const LEAST = formatHardwareVersion(FIRST_HARDWARE_WITH_TPM);

export function setFirmwareEfi(subject: SubjectFacts, input: RuleInput): Remedy {
  const otherwise = isYetToBe(input) ? "give" : "set";
  return (
    recaptureWith("firmware", subject, input) ?? {
      action: "SET_FIRMWARE_EFI",
      variant: isChanged(subject, "firmware") ? "ask-for" : otherwise,
      ...aboutVm(subject),
    }
  );
}

export function changeGuestOs(subject: SubjectFacts, input: RuleInput): Remedy {
  return (
    recaptureWith("guestId", subject, input) ?? {
      action: "CHANGE_GUEST_OS",
      variant: isChanged(subject, "guestId") ? "ask-for" : "give",
      ...aboutVm(subject),
    }
  );
}

export function upgradeHardware(subject: SubjectFacts, input: RuleInput): Remedy {
  const otherwise = isYetToBe(input) ? "give" : "upgrade";
  const recapture = recaptureWith("hardwareVersion", subject, input);
  if (recapture !== null) return { ...recapture, version: LEAST };
  return {
    action: "UPGRADE_HARDWARE",
    variant: isChanged(subject, "hardwareVersion") ? "ask-for-at-least" : otherwise,
    ...aboutVm(subject),
    version: LEAST,
  };
}

/** Of a reconfiguration that asks for more than the cluster supports. */
export function askForHardwareAtMost(subject: SubjectFacts, highest: number): Remedy {
  return {
    action: "UPGRADE_HARDWARE",
    variant: "ask-for-at-most",
    ...aboutVm(subject),
    version: formatHardwareVersion(highest),
  };
}

/** A reconfiguration names no VDC: the VM is moved before it. */
export function chooseOtherVdc(subject: SubjectFacts, hardwareVersion: number, { workflow }: RuleInput): Remedy {
  const version = formatHardwareVersion(hardwareVersion);
  return workflow === "RECONFIGURE_VM"
    ? { action: "CHOOSE_OTHER_VDC", variant: "move", ...aboutVm(subject), version }
    : { action: "CHOOSE_OTHER_VDC", variant: "choose", version };
}

/** For a VM that is too old for a TPM where no cluster's version would be new enough. */
export function upgradeInOtherVdc(subject: SubjectFacts, input: RuleInput): Remedy {
  const elsewhere = isYetToBe(input) ? "choose-and-give" : "choose-and-upgrade";
  const variant = input.workflow === "RECONFIGURE_VM" ? "move-and-upgrade" : elsewhere;
  return { action: "CHOOSE_OTHER_VDC", variant, ...aboutVm(subject), version: LEAST };
}

/** Hardware that is only asked for is not recorded, but said. */
export function recordHardware(part: HardwarePart, subject: SubjectFacts, input: RuleInput): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: part, ...aboutVm(subject), ...hardwareOf(subject, part, input) };
}

/** The hardware of a template's VM cannot be changed: the template is captured anew from a VM that has it. */
function recaptureWith(part: HardwarePart, subject: SubjectFacts, { template }: RuleInput): Remedy | null {
  if (template === null) return null;
  return { action: "RECAPTURE_TEMPLATE", variant: "with-hardware", template: template.name, vm: subject.name, part };
}
