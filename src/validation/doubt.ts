import type { SubjectFacts, TemplateFacts } from "./facts.ts";
import { recordMissingFact, recordTpm } from "./remedies.ts";
import { type Judgement, type Remedy, unknown } from "./rule.ts";

/** A fact that is missing, on which a block hangs. */
export interface Doubt {
  readonly message: string;
  /** Completes "Blocks if …". */
  readonly condition: string;
  readonly remedy: Remedy;
}

/** A block that hangs on a missing fact is no block: the fact may turn out either way. */
export function soften(judgement: Judgement, doubt: Doubt): Judgement {
  if (judgement.outcome !== "BLOCK") return judgement;
  return unknown(doubt.message, `Blocks if ${doubt.condition}: ${judgement.explanation}`, [
    doubt.remedy,
    ...judgement.remedies,
  ]);
}

export function doubtTpm(subject: SubjectFacts): Doubt {
  return {
    message: `It is not known whether VM ${subject.name} has a TPM.`,
    condition: `VM ${subject.name} has a TPM`,
    remedy: recordTpm(subject),
  };
}

export function doubtProvisioning({ name }: TemplateFacts): Doubt {
  return {
    message: `It is not known which option template ${name} was captured with.`,
    condition: `template ${name} was captured with COPY`,
    remedy: recordMissingFact(`which option template ${name} was captured with`, {}),
  };
}
