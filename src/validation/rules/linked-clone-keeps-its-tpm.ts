import { aboutVm } from "../remedies.ts";
import { block, notApplicable, pass, type SubjectRule } from "../rule.ts";

export const linkedCloneKeepsItsTpm: SubjectRule = {
  id: "linked-clone-keeps-its-tpm",
  title: "A linked clone keeps its TPM and its key",
  checks: "A TPM is attached to a VM or removed from it, and a VM is rekeyed, only if it is no linked clone.",
  source:
    "VCD tenant guide: fast provisioning (GUID-4C232B62); vSphere Security: a linked clone cannot be re-encrypted (GUID-75758B55).",
  scope: "SUBJECT",
  judge(subject, { workflow }) {
    const { name: vm, outcome } = subject;
    const changes = workflow === "REKEY_VM" || outcome === "ATTACH_NEW" || outcome === "REMOVE";
    if (!changes) return notApplicable({ id: "tpm-does-not-change", vm });
    if (!subject.linkedClone) return pass({ id: "vm-is-no-linked-clone", vm });
    return block({ id: "vm-is-a-linked-clone", vm }, [{ action: "CONSOLIDATE_VM", ...aboutVm(subject) }]);
  },
};
