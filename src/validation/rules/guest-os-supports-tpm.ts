import { findGuestOs } from "../guest-os.ts";
import { findHardwareWords } from "../hardware-words.ts";
import { aboutVm, recordMissingFact } from "../remedies.ts";
import { changeGuestOs } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";

export const guestOsSupportsTpm = definePrerequisite({
  id: "guest-os-supports-tpm",
  title: "The guest OS supports a TPM",
  checks: "The guest OS is Linux, Windows 7 or later, or Windows Server 2008 or later, by its vSphere guestId.",
  source: "vSphere Security: requirements of a virtual TPM; vSphere API: GuestOsDescriptor.supportsTPM20.",
  judgeAt(subject, _destination, judged) {
    const { fullName, tpmEligible } = findGuestOs(subject.guestId);
    const { isThere, has, of } = findHardwareWords(subject, "guestId", judged);
    const found = `${has} guest OS ${fullName ?? "that is not known"} (guestId ${subject.guestId ?? "not recorded"})`;
    if (tpmEligible === true) return pass(`${found}, which supports a TPM.`);
    if (tpmEligible === false) {
      return block(
        `The guest OS ${of} does not support a TPM.`,
        `${found}; a TPM needs Linux, Windows 7 or later, or Windows Server 2008 or later.`,
        [changeGuestOs(subject, judged)],
      );
    }
    return unknown(
      `It is not known whether the guest OS ${of} supports a TPM.`,
      `${found}; a TPM needs Linux, Windows 7 or later, or Windows Server 2008 or later.`,
      [
        // Nothing that could be recorded tells more of a guest OS that is only asked for.
        isThere ? recordMissingFact(`which guest OS ${has}`, aboutVm(subject)) : changeGuestOs(subject, judged),
      ],
    );
  },
});
