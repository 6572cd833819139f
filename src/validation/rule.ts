import type { Facts, PlaceFacts, SubjectFacts, TemplateFacts } from "./facts.ts";
import type { Remedy } from "./remedy.ts";
import type { Statement } from "./statements/statement.ts";
import type { TpmOptions } from "./tpm-options.ts";
import type { FindingOutcome, RuleId, TpmOutcome, WarningCode } from "./vocabulary.ts";

/** What a rule found about one subject, or about the whole: data, from which `words/` makes the sentences. */
export interface Finding {
  readonly rule: RuleId;
  readonly outcome: FindingOutcome;
  /** Which of the verdict's subjects, by index; null: it is about the whole. */
  readonly subject: number | null;
  readonly what: Statement;
  /** Any one of them mends it; the cheapest comes first. */
  readonly remedies: readonly Remedy[];
  /** Set on a warning that the mutation carries out only when acknowledged. */
  readonly acknowledge?: WarningCode;
}

/** What a rule says; `decide` adds the rule's id and the subject. */
export type Judgement = Pick<Finding, "outcome" | "what" | "remedies" | "acknowledge">;

/** A subject with what the workflow will do to its TPM. */
export interface JudgedSubject extends SubjectFacts {
  readonly outcome: TpmOutcome;
}

/** The facts, with what follows from them before any rule is asked. */
export interface RuleInput extends Omit<Facts, "source" | "destination" | "template"> {
  /** Null where there is none. */
  readonly source: PlaceFacts | null;
  readonly destination: PlaceFacts | null;
  readonly template: TemplateFacts | null;
  readonly subjects: readonly JudgedSubject[];
  readonly tpm: TpmOptions;
  readonly crossVcenter: boolean;
}

/** From one place to another. */
export interface Transfer {
  readonly source: PlaceFacts;
  readonly destination: PlaceFacts;
}

interface RuleDescription {
  readonly id: RuleId;
  /** The good state, as a statement. */
  readonly title: string;
  /** One sentence: what has to be so, and when it is asked. */
  readonly checks: string;
  /** The authority: which product says so, and where. */
  readonly source: string;
}

/** Asked once; one judgement for each object of the whole that it looks at, so that each has its own remedies. */
export interface WholeRule extends RuleDescription {
  readonly scope: "WHOLE";
  judge(input: RuleInput): readonly Judgement[];
}

/** Asked of each VM concerned. */
export interface SubjectRule extends RuleDescription {
  readonly scope: "SUBJECT";
  judge(subject: JudgedSubject, input: RuleInput): Judgement;
}

export type Rule = WholeRule | SubjectRule;

/** What asks for something to be done has remedies: a no without a way out is half an answer. */
type AtLeastOne = readonly [Remedy, ...Remedy[]];

export function pass(what: Statement): Judgement {
  return { outcome: "PASS", what, remedies: [] };
}

export function notApplicable(what: Statement): Judgement {
  return { outcome: "NOT_APPLICABLE", what, remedies: [] };
}

export function warn(what: Statement, remedies: AtLeastOne, acknowledge?: WarningCode): Judgement {
  return { outcome: "WARN", what, remedies, ...(acknowledge && { acknowledge }) };
}

export function block(what: Statement, remedies: AtLeastOne): Judgement {
  return { outcome: "BLOCK", what, remedies };
}

export function unknown(what: Statement, remedies: AtLeastOne): Judgement {
  return { outcome: "UNKNOWN", what, remedies };
}
