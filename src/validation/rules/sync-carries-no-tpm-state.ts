import type { TemplateFacts } from "../facts.ts";
import { recaptureTemplate, recordMissingFact } from "../remedies.ts";
import { block, type Judgement, notApplicable, pass, unknown, type WholeRule } from "../rule.ts";
import { listTpmVms, storesTpmState, type TemplateVmFacts } from "../template-state.ts";

/** Synchronising a catalog judges each template of it; none of the workflows does. */
export const syncCarriesNoTpmState: WholeRule = {
  id: "sync-carries-no-tpm-state",
  title: "What is synchronised carries no TPM state",
  checks:
    "A template that a subscribed catalog receives was captured with REPLACE, or has no VM with a TPM; any other is skipped.",
  source: "VCD: subscribe to an external catalog; a template that was captured with COPY is not synchronised.",
  scope: "WHOLE",
  judge: ({ template, subjects }) => [
    template === null ? notApplicable("No template is synchronised.") : judgeSynchronisation(template, subjects),
  ],
};

/** Whether a subscriber receives a template: PASS, BLOCK or UNKNOWN, which both skip it. */
export function judgeSynchronisation(template: TemplateFacts, vms: readonly TemplateVmFacts[]): Judgement {
  const stores = storesTpmState(template, vms);
  if (stores === false) return pass(`Template ${template.name} stores no TPM state.`);
  const recapture = recaptureTemplate(template.name, "REPLACE");
  if (stores === true) {
    return block(
      `Template ${template.name} cannot be synchronised.`,
      `Template ${template.name} was captured with COPY and stores the TPM state of ${listTpmVms(vms)}; a subscriber cannot receive it.`,
      [recapture],
    );
  }
  return unknown(
    `It is not known whether template ${template.name} can be synchronised.`,
    `Whether template ${template.name} stores TPM state of ${listTpmVms(vms)} is not known; a subscriber could not receive it.`,
    [
      recordMissingFact(`which VMs of template ${template.name} have a TPM, and which option it was captured with`, {}),
      recapture,
    ],
  );
}
