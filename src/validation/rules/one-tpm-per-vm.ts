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
    const isAttaching = WORKFLOW_ENTRIES[workflow].outcomes === "AS_REQUESTED" && subject.tpmRequested === true;
    if (!isAttaching) return pass(`No second TPM is attached to VM ${subject.name}.`);
    if (subject.tpm === "NOT_PRESENT") return pass(`VM ${subject.name} has no TPM yet.`);
    if (subject.tpm === "UNKNOWN") {
      return unknown(
        `It is not known whether VM ${subject.name} has a TPM.`,
        `A TPM is to be attached to VM ${subject.name}, and a VM has one at the most.`,
        [recordTpm(subject)],
      );
    }
    return block(
      `VM ${subject.name} has a TPM already.`,
      `A second TPM is to be attached to VM ${subject.name}, and a VM has one at the most.`,
      [
        {
          action: "KEEP_EXISTING_TPM",
          description: `Leave tpmPresent out: VM ${subject.name} keeps the TPM that it has.`,
          ...aboutVm(subject),
        },
      ],
    );
  },
});
