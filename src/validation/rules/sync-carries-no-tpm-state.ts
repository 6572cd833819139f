import type { TemplateFacts } from "../facts.ts";
import { recaptureTemplate, recordTemplateTpms } from "../remedies.ts";
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
    template === null ? notApplicable({ id: "no-template-is-synchronised" }) : judgeSynchronisation(template, subjects),
  ],
};

/** Whether a subscriber receives a template: PASS, BLOCK or UNKNOWN, which both skip it. */
export function judgeSynchronisation(facts: TemplateFacts, vms: readonly TemplateVmFacts[]): Judgement {
  const template = facts.name;
  const stores = storesTpmState(facts, vms);
  if (stores === false) return pass({ id: "template-stores-no-tpm-state", template });
  const said = { template, vms: listTpmVms(vms) };
  const recapture = recaptureTemplate(template, "REPLACE");
  if (stores === true) return block({ id: "template-cannot-be-synchronised", ...said }, [recapture]);
  return unknown({ id: "template-may-not-be-synchronised", ...said }, [recordTemplateTpms(template), recapture]);
}
