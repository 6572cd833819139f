import type { TemplateFacts } from "../facts.ts";
import { chooseTpmProvisioning, recaptureTemplate, recordMissingFact } from "../remedies.ts";
import { block, type Case, type Judgement, notApplicable, pass, unknown, type WholeRule, warn } from "../rule.ts";
import { listTpmVms, storesTpmState, type TemplateVmFacts } from "../template-state.ts";
import { someTpm } from "../tpm-options.ts";

export const exportCarriesNoTpmState: WholeRule = {
  id: "export-carries-no-tpm-state",
  title: "What is exported carries no TPM state",
  checks:
    "A template that is downloaded was captured with REPLACE, or has no VM with a TPM. Capturing with COPY warns of it.",
  source: "VCD: download a vApp template; vSphere: a VM that is encrypted with a stored key cannot be exported as OVF.",
  scope: "WHOLE",
  judge: (judged) => [judged.template === null ? judgeCapture(judged) : judgeExport(judged.template, judged.subjects)],
};

/** Whether a template can be downloaded: PASS, BLOCK or UNKNOWN. */
export function judgeExport(template: TemplateFacts, vms: readonly TemplateVmFacts[]): Judgement {
  const stores = storesTpmState(template, vms);
  if (stores === false) return pass(`Template ${template.name} stores no TPM state.`);
  const recapture = recaptureTemplate(template.name, "REPLACE");
  if (stores === true) {
    return block(
      `Template ${template.name} cannot be exported.`,
      `Template ${template.name} was captured with COPY and stores the TPM state of ${listTpmVms(vms)}; an OVF cannot carry it.`,
      [recapture],
    );
  }
  return unknown(
    `It is not known whether template ${template.name} can be exported.`,
    `Whether template ${template.name} stores TPM state of ${listTpmVms(vms)} is not known; an OVF could not carry it.`,
    [
      recordMissingFact(`which VMs of template ${template.name} have a TPM, and which option it was captured with`, {}),
      recapture,
    ],
  );
}

function judgeCapture({ subjects, tpm }: Case): Judgement {
  if (someTpm(subjects) === false) return notApplicable("No VM that is captured has a TPM.");
  if (tpm.chosen === "REPLACE") return pass("A template that is captured with REPLACE stores no TPM state.");
  return warn(
    "The template can be neither exported nor synchronised.",
    `Captured with COPY, the template stores the TPM state of ${listTpmVms(subjects)}.`,
    [chooseTpmProvisioning("REPLACE")],
  );
}
