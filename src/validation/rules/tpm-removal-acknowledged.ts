import { recordTpm } from "../remedies.ts";
import { notApplicable, unknown, warn } from "../rule.ts";
import { defineTpmChangeRule } from "../rule-kinds.ts";

/**
 * Warns even where the warning has been acknowledged: it stays true. Whether it still has to be
 * acknowledged is `Verdict.warningsToAcknowledge`.
 */
export const tpmRemovalAcknowledged = defineTpmChangeRule({
  id: "tpm-removal-acknowledged",
  title: "Whoever removes a TPM knows what is lost",
  checks: "Removing a TPM is acknowledged: whatever it sealed, BitLocker keys for one, is lost for good.",
  source: "VCD: remove a TPM device; vSphere Security: removing a virtual TPM makes what it encrypted unrecoverable.",
  judgeChange(subject) {
    const vm = subject.name;
    if (subject.outcome !== "REMOVE") return notApplicable({ id: "no-tpm-is-removed", vm });
    if (subject.tpm === "UNKNOWN") return unknown({ id: "removal-may-lose-secrets", vm }, [recordTpm(subject)]);
    return warn(
      { id: "removal-loses-secrets", vm },
      [{ action: "ACKNOWLEDGE_WARNING", warning: "TPM_REMOVAL" }],
      "TPM_REMOVAL",
    );
  },
});
