import { audienceOf, type Scope } from "../inventory/access/scope.ts";
import type { Verdict } from "../validation/verdict.ts";
import { sayVerdict } from "../validation/words/say.ts";

export type SubmissionRefusalCode =
  | "VERDICT_BLOCKED"
  | "VERDICT_UNDETERMINED"
  | "WARNING_NOT_ACKNOWLEDGED"
  | "NAME_TAKEN"
  | "IDEMPOTENCY_KEY_REUSED";

/** Why a workflow is not carried out, and the field of the request that is at fault, where one is. */
export interface SubmissionRefusal {
  readonly code: SubmissionRefusalCode;
  readonly message: string;
  readonly field: string[] | null;
}

/** In words for who asked. */
export function refusalsByVerdict(scope: Scope, verdict: Verdict): SubmissionRefusal[] {
  const refusals: SubmissionRefusal[] = [];
  if (verdict.decision !== "ALLOWED") {
    refusals.push({
      code: verdict.decision === "BLOCKED" ? "VERDICT_BLOCKED" : "VERDICT_UNDETERMINED",
      message: sayVerdict(verdict, audienceOf(scope)) ?? verdict.decision,
      field: null,
    });
  }
  if (verdict.warningsToAcknowledge.length > 0) {
    const codes = verdict.warningsToAcknowledge.join(", ");
    refusals.push({
      code: "WARNING_NOT_ACKNOWLEDGED",
      message: `It is done only when you acknowledge what it entails: acknowledgeWarnings must list ${codes}.`,
      field: ["acknowledgeWarnings"],
    });
  }
  return refusals;
}

export const idempotencyKeyReused: SubmissionRefusal = {
  code: "IDEMPOTENCY_KEY_REUSED",
  message:
    "The idempotency key belongs to a task that you asked for with another input; a new request takes a new key.",
  field: ["idempotencyKey"],
};
