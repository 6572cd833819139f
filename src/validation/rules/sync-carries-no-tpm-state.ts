import { recaptureTemplate, recordTemplateTpms } from "../remedies.ts";
import { block, type Judgement, notApplicable, pass, unknown, type WholeRule } from "../rule.ts";
import {
  type CapturedTemplate,
  isTemplateWithheld,
  listEncryptedByPolicy,
  listTpmVms,
  type TemplateVmFacts,
} from "../template-state.ts";

/** Synchronising a catalog judges each template of it; none of the workflows does. */
export const syncCarriesNoTpmState: WholeRule = {
  id: "sync-carries-no-tpm-state",
  title: "What is synchronised carries no TPM state",
  checks:
    "A template that a subscribed catalog receives was captured with REPLACE, or has no VM with a TPM; and no VM of it is encrypted by a storage policy. Any other is skipped.",
  source: "VCD: subscribe to an external catalog (GUID-85E2D61B), TPM devices (GUID-798BB67D).",
  scope: "WHOLE",
  judge: ({ template, subjects }) => [
    template === null ? notApplicable({ id: "no-template-is-synchronised" }) : judgeSynchronisation(template, subjects),
  ],
};

/** Whether a subscriber receives a template: PASS, BLOCK or UNKNOWN, which both skip it. */
export function judgeSynchronisation(facts: CapturedTemplate, vms: readonly TemplateVmFacts[]): Judgement {
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
  if (withheld === true) return block({ id: "template-cannot-be-synchronised", ...said }, [recapture]);
  return unknown({ id: "template-may-not-be-synchronised", ...said }, [recordTemplateTpms(template), recapture]);
}
