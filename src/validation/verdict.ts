import type { Finding } from "./rule.ts";
import type { TpmOptions } from "./tpm-options.ts";
import type { Decision, RuleId, TpmOutcome, TpmStatus, WarningCode, Workflow } from "./vocabulary.ts";

/** Whether it may be done, how, and if not, why not and what would mend it. Plain data: tasks keep it as JSON. */
export interface Verdict {
  readonly decision: Decision;
  readonly workflow: Workflow;
  readonly crossVcenter: boolean;
  /** The first finding's that stands in the way; null when ALLOWED. */
  readonly message: string | null;
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
  readonly findings: readonly Finding[];
}
