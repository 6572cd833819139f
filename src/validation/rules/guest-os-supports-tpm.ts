import { findGuestOs } from "../guest-os.ts";
import { aboutVm, changeGuestOs, recordMissingFact } from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";

export const guestOsSupportsTpm = definePrerequisite({
  id: "guest-os-supports-tpm",
  title: "The guest OS supports a TPM",
  checks: "The guest OS is Linux, Windows 7 or later, or Windows Server 2008 or later, by its vSphere guestId.",
  source: "vSphere Security: requirements of a virtual TPM; vSphere API: GuestOsDescriptor.supportsTPM20.",
  judgeAt(subject, _destination, judged) {
    const { fullName, tpmEligible } = findGuestOs(subject.guestId);
    const has = `VM ${subject.name} has guest OS ${fullName ?? "that is not known"} (guestId ${subject.guestId ?? "not recorded"})`;
    if (tpmEligible === true) return pass(`${has}, which supports a TPM.`);
    if (tpmEligible === false) {
      return block(
        `The guest OS of VM ${subject.name} does not support a TPM.`,
        `${has}; a TPM needs Linux, Windows 7 or later, or Windows Server 2008 or later.`,
        [changeGuestOs(subject, judged)],
      );
    }
    return unknown(
      `It is not known whether the guest OS of VM ${subject.name} supports a TPM.`,
      `${has}; a TPM needs Linux, Windows 7 or later, or Windows Server 2008 or later.`,
      [recordMissingFact(`which guest OS VM ${subject.name} has`, aboutVm(subject))],
    );
  },
});
