import { type Judgement, type Remedy, unknown } from "./rule.ts";

/** A fact that is missing, on which a block hangs. */
export interface Doubt {
  /** `It is not known whether VM legacy-1 has a TPM.` */
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
