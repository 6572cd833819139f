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
    if (subject.outcome !== "REMOVE") return notApplicable(`No TPM is removed from VM ${subject.name}.`);
    if (subject.tpm === "UNKNOWN") {
      return unknown(
        `It is not known whether VM ${subject.name} has a TPM.`,
        `If VM ${subject.name} has a TPM, removing it loses for good whatever it sealed.`,
        [recordTpm(subject)],
      );
    }
    return warn(
      `Removing the TPM of VM ${subject.name} cannot be undone.`,
      `Anything that the TPM of VM ${subject.name} sealed, BitLocker keys for one, is lost for good.`,
      [
        {
          action: "ACKNOWLEDGE_WARNING",
          description: "Name TPM_REMOVAL in acknowledgeWarnings, once nothing depends on the TPM any more.",
        },
      ],
      "TPM_REMOVAL",
    );
  },
});
