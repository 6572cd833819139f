import type { SubjectFacts } from "./facts.ts";
import { isChanged, isYetToBe } from "./hardware-words.ts";
import { aboutVm } from "./remedies.ts";
import type { Case, Remedy } from "./rule.ts";
import { FIRST_HARDWARE_WITH_TPM, formatHardwareVersion } from "./versions.ts";

const LEAST = formatHardwareVersion(FIRST_HARDWARE_WITH_TPM);

export function setFirmwareEfi(subject: SubjectFacts, judged: Case): Remedy {
  const description = () => {
    if (isChanged(subject, "firmware")) return "Leave firmware out, or ask for EFI.";
    if (isYetToBe(judged)) return `Give VM ${subject.name} EFI firmware.`;
    return `Set the firmware of VM ${subject.name} to EFI.`;
  };
  return (
    recaptureWith("EFI firmware", subject, judged) ?? {
      action: "SET_FIRMWARE_EFI",
      description: description(),
      ...aboutVm(subject),
    }
  );
}

export function changeGuestOs(subject: SubjectFacts, judged: Case): Remedy {
  return (
    recaptureWith("a guest OS that supports a TPM", subject, judged) ?? {
      action: "CHANGE_GUEST_OS",
      description: isChanged(subject, "guestId")
        ? "Ask for a guest OS that supports a TPM, by its guestId."
        : `Give VM ${subject.name} a guest OS that supports a TPM.`,
      ...aboutVm(subject),
    }
  );
}

export function upgradeHardware(subject: SubjectFacts, judged: Case): Remedy {
  const description = () => {
    if (isChanged(subject, "hardwareVersion")) return `Ask for hardware version ${LEAST} or later.`;
    if (isYetToBe(judged)) return `Give VM ${subject.name} hardware version ${LEAST} or later.`;
    return `Upgrade the hardware version of VM ${subject.name} to ${LEAST} or later.`;
  };
  const upgrade = recaptureWith(`hardware version ${LEAST} or later`, subject, judged) ?? {
    action: "UPGRADE_HARDWARE",
    description: description(),
    ...aboutVm(subject),
  };
  return { ...upgrade, version: LEAST };
}

/** Of a reconfiguration that asks for more than the cluster supports. */
export function askForHardwareAtMost(subject: SubjectFacts, highest: number): Remedy {
  const version = formatHardwareVersion(highest);
  return {
    action: "UPGRADE_HARDWARE",
    description: `Ask for hardware version ${version} or lower.`,
    ...aboutVm(subject),
    version,
  };
}

/** A reconfiguration names no VDC: the VM is moved before it. */
export function chooseOtherVdc(subject: SubjectFacts, hardwareVersion: number, { workflow }: Case): Remedy {
  const version = formatHardwareVersion(hardwareVersion);
  if (workflow !== "RECONFIGURE_VM") {
    return {
      action: "CHOOSE_OTHER_VDC",
      description: `Choose a VDC whose cluster supports hardware version ${version}.`,
      version,
    };
  }
  return {
    action: "CHOOSE_OTHER_VDC",
    description: `Move VM ${subject.name} to a VDC whose cluster supports hardware version ${version}.`,
    ...aboutVm(subject),
    version,
  };
}

/** For a VM that is too old for a TPM where no cluster's version would be new enough. */
export function upgradeInOtherVdc(subject: SubjectFacts, judged: Case): Remedy {
  const description = () => {
    if (judged.workflow === "RECONFIGURE_VM") {
      return `Move VM ${subject.name} to a VDC whose cluster supports hardware version ${LEAST}, and give it that version there.`;
    }
    const upgrade = isYetToBe(judged)
      ? `Give VM ${subject.name} hardware version ${LEAST}`
      : `Upgrade the hardware version of VM ${subject.name} to ${LEAST}`;
    return `${upgrade}, and choose a VDC whose cluster supports it.`;
  };
  return { action: "CHOOSE_OTHER_VDC", description: description(), ...aboutVm(subject), version: LEAST };
}

/** The hardware of a template's VM cannot be changed: the template is captured anew from a VM that has it. */
function recaptureWith(what: string, subject: SubjectFacts, { template }: Case): Remedy | null {
  if (template === null) return null;
  return {
    action: "RECAPTURE_TEMPLATE",
    description: `Capture template ${template.name} again after giving VM ${subject.name} ${what}.`,
  };
}
