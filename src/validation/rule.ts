import type { Facts, PlaceFacts, SubjectFacts, TemplateFacts } from "./facts.ts";
import type { TpmOptions } from "./tpm-options.ts";
import type { FindingOutcome, RemedyAction, RuleId, TpmOutcome, TpmProvisioning, WarningCode } from "./vocabulary.ts";

/** One change that makes a finding pass. Which object it concerns is data; the sentence is for a person. */
export interface Remedy {
  readonly action: RemedyAction;
  /** One imperative sentence. */
  readonly description: string;
  readonly vcenterId?: string;
  readonly clusterId?: string;
  readonly vmId?: string;
  readonly keyProviderName?: string;
  readonly storageVolumeId?: string;
  /** A version that will do: of a vCenter the least (`7.0.2`), of hardware the least or the highest (`vmx-14`). */
  readonly version?: string;
  readonly tpmProvisioning?: TpmProvisioning;
}

/** What a rule found about one subject, or (subject null) about the whole. */
export interface Finding {
  readonly rule: RuleId;
  readonly title: string;
  readonly outcome: FindingOutcome;
  readonly subject: string | null;
  /** The words that a VCD user knows. */
  readonly message: string;
  /** Which VM, key provider, vCenter and volume. */
  readonly explanation: string;
  /** Any one of them mends it; the cheapest comes first. */
  readonly remedies: readonly Remedy[];
  /** Set on a warning that the mutation carries out only when acknowledged. */
  readonly acknowledge?: WarningCode;
}

/** What a rule says; `decide` adds the rule's id, its title and the subject's name. */
export type Judgement = Pick<Finding, "outcome" | "message" | "explanation" | "remedies" | "acknowledge">;

/** A subject with what the workflow will do to its TPM. */
export interface JudgedSubject extends SubjectFacts {
  readonly outcome: TpmOutcome;
}

/** The facts, with what follows from them before any rule is asked. */
export interface Case extends Omit<Facts, "source" | "destination" | "template"> {
  /** Null where there is none. */
  readonly source: PlaceFacts | null;
  readonly destination: PlaceFacts | null;
  readonly template: TemplateFacts | null;
  readonly subjects: readonly JudgedSubject[];
  readonly tpm: TpmOptions;
  readonly crossVcenter: boolean;
}

/** A workflow between two places. */
export interface Passage {
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
  judge(judged: Case): readonly Judgement[];
}

/** Asked of each VM concerned. */
export interface SubjectRule extends RuleDescription {
  readonly scope: "SUBJECT";
  judge(subject: JudgedSubject, judged: Case): Judgement;
}

export type Rule = WholeRule | SubjectRule;

/** What asks for something to be done has remedies: a no without a way out is half an answer. */
type Remedies = readonly [Remedy, ...Remedy[]];

export function pass(explanation: string): Judgement {
  return { outcome: "PASS", message: explanation, explanation, remedies: [] };
}

export function notApplicable(explanation: string): Judgement {
  return { outcome: "NOT_APPLICABLE", message: explanation, explanation, remedies: [] };
}

export function warn(message: string, explanation: string, remedies: Remedies, acknowledge?: WarningCode): Judgement {
  return { outcome: "WARN", message, explanation, remedies, ...(acknowledge && { acknowledge }) };
}

export function block(message: string, explanation: string, remedies: Remedies): Judgement {
  return { outcome: "BLOCK", message, explanation, remedies };
}

export function unknown(message: string, explanation: string, remedies: Remedies): Judgement {
  return { outcome: "UNKNOWN", message, explanation, remedies };
}
