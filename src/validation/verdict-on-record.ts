import type { Remedy, RemedyTarget } from "./remedy.ts";
import type { Finding } from "./rule.ts";
import type { Verdict } from "./verdict.ts";
import type { RemedyAction, RuleId } from "./vocabulary.ts";

/** A verdict of any version of the rules: one that has just been reached, or one that was stored. */
export interface VerdictOnRecord extends Omit<Verdict, "findings" | "blockedBy"> {
  readonly findings: readonly FindingOnRecord[];
  readonly blockedBy: readonly (RuleId | RetiredRule)[];
}

/** Stands for a rule that the catalogue no longer has. */
export const RETIRED_RULE = "retired-rule";
export type RetiredRule = typeof RETIRED_RULE;

export interface FindingOnRecord extends Omit<Finding, "rule" | "remedies"> {
  readonly rule: RuleId | RetiredRule;
  /** The id that a retired rule had. */
  readonly retiredRule?: string;
  readonly remedies: readonly RemedyOnRecord[];
}

export type RemedyOnRecord = Remedy | OlderRemedy;

/** A remedy that this version of the rules does not propose in this form. */
export interface OlderRemedy extends RemedyTarget {
  readonly action: RemedyAction | "RETIRED_REMEDY";
  /** Version 0 kept a sentence, written for the provider; null where the action has been retired. */
  readonly keptText: string | null;
}
