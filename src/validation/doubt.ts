import type { SubjectFacts, TemplateFacts } from "./facts.ts";
import { recordTpm } from "./remedies.ts";
import type { Remedy } from "./remedy.ts";
import { type Judgement, unknown } from "./rule.ts";
import type { Doubt } from "./statements/statement.ts";

/** A doubt, and what would settle it. */
export interface OpenDoubt {
  readonly doubt: Doubt;
  readonly remedy: Remedy;
}

/** A block that hangs on a missing fact is no block: the fact may turn out either way. */
export function soften(judgement: Judgement, { doubt, remedy }: OpenDoubt): Judgement {
  if (judgement.outcome !== "BLOCK") return judgement;
  return unknown({ id: "blocks-if", doubt, statement: judgement.what }, [remedy, ...judgement.remedies]);
}

export function doubtTpm(subject: SubjectFacts): OpenDoubt {
  return { doubt: { fact: "tpm", vm: subject.name }, remedy: recordTpm(subject) };
}

export function doubtProvisioning({ name: template }: TemplateFacts): OpenDoubt {
  return {
    doubt: { fact: "template-provisioning", template },
    remedy: { action: "RECORD_MISSING_FACT", fact: "template-provisioning", template },
  };
}
