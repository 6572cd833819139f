import { findGuestOs } from "../guest-os.ts";
import { changeGuestOs, recordHardware } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { hardwareOf } from "../statements/named.ts";

export const guestOsSupportsTpm = definePrerequisite({
  id: "guest-os-supports-tpm",
  title: "The guest OS supports a TPM",
  checks: "The guest OS is Linux, Windows 7 or later, or Windows Server 2008 or later, by its vSphere guestId.",
  source: "vSphere Security: requirements of a virtual TPM; vSphere API: GuestOsDescriptor.supportsTPM20.",
  judgeAt(subject, _destination, input) {
    const { guestId } = subject;
    const vm = { ...hardwareOf(subject, "guestId", input), guestId };
    const { tpmEligible } = findGuestOs(guestId);
    if (tpmEligible === true) return pass({ id: "guest-os-supports-tpm", ...vm });
    if (tpmEligible === false) {
      return block({ id: "guest-os-does-not-support-tpm", ...vm }, [changeGuestOs(subject, input)]);
    }
    return unknown({ id: "guest-os-is-unknown", ...vm }, [
      // Nothing that could be recorded tells more of a guest OS that is only asked for.
      vm.hardware === "is" ? recordHardware("guestId", subject, input) : changeGuestOs(subject, input),
    ]);
  },
});
