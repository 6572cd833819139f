import { chooseTpmProvisioning, recaptureTemplate, recordTemplateTpms } from "../remedies.ts";
import { block, type Judgement, notApplicable, pass, type RuleInput, unknown, type WholeRule, warn } from "../rule.ts";
import {
  type CapturedTemplate,
  isTemplateWithheld,
  listEncryptedByPolicy,
  listTpmVms,
  type TemplateVmFacts,
} from "../template-state.ts";
import { someTpm } from "../tpm-options.ts";

export const exportCarriesNoTpmState: WholeRule = {
  id: "export-carries-no-tpm-state",
  title: "What is exported carries no TPM state",
  checks:
    "A template that is downloaded was captured with REPLACE, or has no VM with a TPM; and no VM of it is encrypted by a storage policy. Capturing what cannot be exported warns of it.",
  source:
    "VCD 10.4 to 10.6: TPM devices (GUID-798BB67D); vSphere Security: an encrypted virtual machine cannot be exported as OVF (GUID-75758B55).",
  scope: "WHOLE",
  judge: (input) => [input.template === null ? judgeCapture(input) : judgeExport(input.template, input.subjects)],
};

/** Whether a template can be downloaded: PASS, BLOCK or UNKNOWN. */
export function judgeExport(facts: CapturedTemplate, vms: readonly TemplateVmFacts[]): Judgement {
  const template = facts.name;
  const withheld = isTemplateWithheld(facts, vms);
  if (withheld === false) return pass({ id: "template-stores-no-tpm-state", template });
  const said = { template, vms: listTpmVms(vms) };
  const recapture = recaptureTemplate(template, "REPLACE");
  const encrypted = listEncryptedByPolicy(vms);
  if (withheld === true && encrypted.length > 0) {
    return block({ id: "template-stores-encryption", template, vms: encrypted }, [
      { action: "DECRYPT_AND_RECAPTURE", template },
    ]);
  }
  if (withheld === true) return block({ id: "template-cannot-be-exported", ...said }, [recapture]);
  return unknown({ id: "template-may-not-be-exported", ...said }, [recordTemplateTpms(template), recapture]);
}

function judgeCapture({ subjects, tpm }: RuleInput): Judgement {
  const encrypted = listEncryptedByPolicy(subjects);
  if (encrypted.length > 0) {
    return warn({ id: "capture-stores-encryption", vms: encrypted }, [{ action: "DECRYPT_VMS", vms: encrypted }]);
  }
  if (someTpm(subjects) === false) return notApplicable({ id: "no-captured-vm-has-a-tpm" });
  if (tpm.chosen === "REPLACE") return pass({ id: "capture-stores-no-tpm-state" });
  return warn({ id: "capture-stores-tpm-state", vms: listTpmVms(subjects) }, [chooseTpmProvisioning("REPLACE")]);
}
