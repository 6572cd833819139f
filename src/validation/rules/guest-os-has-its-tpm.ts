import { guestRequiresTpm } from "../guest-os.ts";
import { aboutVm } from "../remedies.ts";
import { notApplicable, pass, type SubjectRule, warn } from "../rule.ts";
import { hardwareOf, isChanged } from "../statements/named.ts";

export const guestOsHasItsTpm: SubjectRule = {
  id: "guest-os-has-its-tpm",
  title: "A guest OS that requires a TPM has one",
  checks: "A VM with a guest OS whose vendor requires a TPM (Windows 11) has one when the workflow is through.",
  source: "Microsoft: Windows 11 specifications and system requirements.",
  scope: "SUBJECT",
  judge(subject, input) {
    const { guestId, outcome } = subject;
    const vm = hardwareOf(subject, "guestId", input);
    const isAsked = input.workflow !== "RECONFIGURE_VM" || outcome === "REMOVE" || isChanged(subject, "guestId");
    if (guestId === null || !guestRequiresTpm(guestId) || !isAsked)
      return notApplicable({ id: "guest-needs-no-tpm", ...vm });
    const stays = subject.tpm === "PRESENT" && outcome !== "REMOVE";
    if (outcome === "ATTACH_NEW" || stays) return pass({ id: "guest-gets-its-tpm", ...vm });
    return warn({ id: "guest-lacks-its-tpm", ...vm, guestId }, [{ action: "ATTACH_TPM", ...aboutVm(subject) }]);
  },
};
