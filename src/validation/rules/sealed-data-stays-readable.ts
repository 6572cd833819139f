import { aboutVm, chooseTpmProvisioning } from "../remedies.ts";
import { notApplicable, type SubjectRule, warn } from "../rule.ts";
import { WORKFLOW_ENTRIES } from "../workflows.ts";

export const sealedDataStaysReadable: SubjectRule = {
  id: "sealed-data-stays-readable",
  title: "What the TPM sealed stays readable",
  checks:
    "A VM that had a TPM does not get a new one. What the old TPM sealed, BitLocker keys for one, then needs its recovery key.",
  source: "VCD 10.4 to 10.6: TPM devices (GUID-798BB67D), Replace; Microsoft: BitLocker recovery.",
  scope: "SUBJECT",
  judge(subject, { workflow, tpm }) {
    const { name: vm, outcome } = subject;
    const isReplaced =
      outcome === "ATTACH_NEW" && subject.tpm === "PRESENT" && WORKFLOW_ENTRIES[workflow].outcomes !== "AS_REQUESTED";
    if (!isReplaced) return notApplicable({ id: "sealed-data-is-kept", vm });
    const copy = tpm.offered.includes("COPY") ? [chooseTpmProvisioning("COPY")] : [];
    return warn({ id: "sealed-data-needs-recovery-key", vm }, [
      { action: "KEEP_RECOVERY_KEY", ...aboutVm(subject) },
      ...copy,
    ]);
  },
};
