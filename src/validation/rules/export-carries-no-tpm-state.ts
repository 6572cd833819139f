import type { TemplateFacts } from "../facts.ts";
import { chooseTpmProvisioning, recaptureTemplate, recordTemplateTpms } from "../remedies.ts";
import { block, type Judgement, notApplicable, pass, type RuleInput, unknown, type WholeRule, warn } from "../rule.ts";
import { listTpmVms, storesTpmState, type TemplateVmFacts } from "../template-state.ts";
import { someTpm } from "../tpm-options.ts";

export const exportCarriesNoTpmState: WholeRule = {
  id: "export-carries-no-tpm-state",
  title: "What is exported carries no TPM state",
  checks:
    "A template that is downloaded was captured with REPLACE, or has no VM with a TPM. Capturing with COPY warns of it.",
  source: "VCD: download a vApp template; vSphere: a VM that is encrypted with a stored key cannot be exported as OVF.",
  scope: "WHOLE",
  judge: (input) => [input.template === null ? judgeCapture(input) : judgeExport(input.template, input.subjects)],
};

/** Whether a template can be downloaded: PASS, BLOCK or UNKNOWN. */
export function judgeExport(facts: TemplateFacts, vms: readonly TemplateVmFacts[]): Judgement {
  const template = facts.name;
  const stores = storesTpmState(facts, vms);
  if (stores === false) return pass({ id: "template-stores-no-tpm-state", template });
  const said = { template, vms: listTpmVms(vms) };
  const recapture = recaptureTemplate(template, "REPLACE");
  if (stores === true) return block({ id: "template-cannot-be-exported", ...said }, [recapture]);
  return unknown({ id: "template-may-not-be-exported", ...said }, [recordTemplateTpms(template), recapture]);
}

function judgeCapture({ subjects, tpm }: RuleInput): Judgement {
  if (someTpm(subjects) === false) return notApplicable({ id: "no-captured-vm-has-a-tpm" });
  if (tpm.chosen === "REPLACE") return pass({ id: "capture-stores-no-tpm-state" });
  return warn({ id: "capture-stores-tpm-state", vms: listTpmVms(subjects) }, [chooseTpmProvisioning("REPLACE")]);
}
