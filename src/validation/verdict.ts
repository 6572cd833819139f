import type { Finding } from "./rule.ts";
import type { TpmOptions } from "./tpm-options.ts";
import type { Decision, RuleId, TpmOutcome, TpmStatus, WarningCode, Workflow } from "./vocabulary.ts";

/** Raise it whenever a rule's meaning changes, so that a stored verdict says which rules it was reached by. */
export const RULES_VERSION = 1;

/**
 * Whether it may be done, how, and if not, why not and what would mend it. Plain data; `words/` makes the
 * sentences for whoever reads, and `stored-verdict.ts` what is kept of it.
 */
export interface Verdict {
  /** The rules that it was reached by; 0 is before they were counted. */
  readonly rulesVersion: number;
  /** False: only the findings that ask for something were kept. */
  readonly complete: boolean;
  readonly decision: Decision;
  readonly workflow: Workflow;
  readonly crossVcenter: boolean;
  readonly tpm: TpmOptions;
  readonly subjects: readonly SubjectVerdict[];
  /** Of the whole and of all subjects: in catalogue order, then in the order of the subjects. */
  readonly findings: readonly Finding[];
  /** Distinct, in catalogue order. */
  readonly blockedBy: readonly RuleId[];
  /** What the mutation carries out only once it is acknowledged, and the request has not. */
  readonly warningsToAcknowledge: readonly WarningCode[];
}

export interface SubjectVerdict {
  readonly name: string;
  readonly vmId: string | null;
  readonly tpmStatus: TpmStatus;
  readonly outcome: TpmOutcome;
  /** From its own findings; what is found about the whole may stand in its way all the same. */
  readonly decision: Decision;
}

/** What was found about one subject, by its index. */
export function findingsOf<F extends { readonly subject: number | null }>(
  { findings }: { readonly findings: readonly F[] },
  subject: number,
): readonly F[] {
  return findings.filter((finding) => finding.subject === subject);
}
