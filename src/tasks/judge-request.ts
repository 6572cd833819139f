import type { Scope } from "../inventory/access/scope.ts";
import { recordCapabilities } from "../inventory/changes/record-capabilities.ts";
import type { Transaction } from "../inventory/database/database.ts";
import { decide } from "../validation/decide.ts";
import type { Verdict } from "../validation/verdict.ts";
import { type LockedWorkflow, lockWorkflow } from "./gather-workflow.ts";
import { refuseTakenName } from "./new-names.ts";
import { refusalsByVerdict, type SubmissionRefusal } from "./refusals.ts";
import { bodyOf, type WorkflowRequest } from "./workflow-bodies.ts";

export interface JudgedRequest extends LockedWorkflow {
  readonly verdict: Verdict;
  /** Empty: it may be carried out, in this very transaction. */
  readonly refusals: readonly SubmissionRefusal[];
}

/**
 * Reaches the verdict on facts that stand still until the transaction ends, and records what of the
 * VDCs' capabilities it came upon, whether it allows or refuses.
 *
 * @throws Moved where the transaction has to start again.
 *
 * INVARIANT: the destination's capability record, once written, is locked. Everybody who puts a name
 * into a VDC passes here first, so a name that is free now stays free until the transaction ends.
 */
export async function judgeRequest(
  scope: Scope,
  transaction: Transaction,
  request: WorkflowRequest,
  at: Date,
): Promise<JudgedRequest> {
  const { found, gathered } = await lockWorkflow(scope, transaction, request);
  const verdict = decide(gathered.facts);
  await recordCapabilities(transaction, gathered.places, "TASK", at);
  const taken = await refuseTakenName(scope, transaction, bodyOf(request).newName(request, found), gathered);
  return { found, gathered, verdict, refusals: [...refusalsByVerdict(scope, verdict), ...taken] };
}
