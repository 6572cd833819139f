import { aboutVm, recordTpm } from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { WORKFLOW_ENTRIES } from "../workflows.ts";

export const oneTpmPerVm = definePrerequisite({
  id: "one-tpm-per-vm",
  title: "A VM has one TPM at the most",
  checks: "A TPM is attached only to a VM that has none.",
  source: "vSphere API: VirtualTPM, one device for each virtual machine.",
  judgeAt(subject, _destination, { workflow }) {
    const vm = subject.name;
    const isAttaching = WORKFLOW_ENTRIES[workflow].outcomes === "AS_REQUESTED" && subject.tpmRequested === true;
    if (!isAttaching) return pass({ id: "no-second-tpm-is-attached", vm });
    if (subject.tpm === "NOT_PRESENT") return pass({ id: "vm-has-no-tpm-yet", vm });
    if (subject.tpm === "UNKNOWN") return unknown({ id: "vm-may-have-a-tpm", vm }, [recordTpm(subject)]);
    return block({ id: "vm-has-a-tpm", vm }, [{ action: "KEEP_EXISTING_TPM", ...aboutVm(subject) }]);
  },
});
