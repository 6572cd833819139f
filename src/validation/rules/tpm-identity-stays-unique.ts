import { chooseTpmProvisioning, recaptureTemplate } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { notApplicable, type SubjectRule, warn } from "../rule.ts";

export const tpmIdentityStaysUnique: SubjectRule = {
  id: "tpm-identity-stays-unique",
  title: "A TPM has one machine",
  checks:
    "No second machine gets the TPM of a VM. A copy with COPY, an instance of a template captured with COPY and a cloned import do.",
  source: "VCD 10.4 to 10.6: TPM devices (GUID-798BB67D); vSphere API: VirtualMachineCloneSpecTpmProvisionPolicy.",
  scope: "SUBJECT",
  judge(subject, { template, tpm }) {
    const { name: vm, outcome, identityHolders } = subject;
    if (outcome !== "COPY") return notApplicable({ id: "tpm-identity-is-not-copied", vm });
    const holders = identityHolders === undefined ? null : identityHolders + 1;
    const other: Remedy | null = tpm.offered.includes("REPLACE") ? chooseTpmProvisioning("REPLACE") : null;
    const recapture: Remedy | null = template === null ? null : recaptureTemplate(template.name, "REPLACE");
    const fallback: Remedy = { action: "REPLACE_TPM_AFTERWARDS", vm };
    return warn({ id: "tpm-identity-is-shared", vm, holders }, [other ?? recapture ?? fallback]);
  },
};
