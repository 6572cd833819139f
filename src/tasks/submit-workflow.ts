import { Refusal } from "../inventory/access/refusal.ts";
import type { Scope } from "../inventory/access/scope.ts";
import { type AuditedAttempt, canonicalJson, recordAudit, recordRefusal } from "../inventory/changes/write-audit.ts";
import type { Database, Transaction } from "../inventory/database/database.ts";
import { readStoredVerdict } from "../validation/stored-verdict.ts";
import type { VerdictOnRecord } from "../validation/verdict-on-record.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { checkIdempotencyKey, findTaskByKey } from "./idempotency.ts";
import { judgeRequest } from "./judge-request.ts";
import { idempotencyKeyReused, type SubmissionRefusal } from "./refusals.ts";
import { insertTask } from "./task-store.ts";
import { retryConflicts } from "./transient-errors.ts";
import { bodyOf, mutationOf, type WorkflowRequest } from "./workflow-bodies.ts";

/** The answer to a mutation: a task, or the reasons why there is none. */
export interface Submission {
  readonly verdict: VerdictOnRecord;
  readonly taskId: string | null;
  readonly refusals: readonly SubmissionRefusal[];
}

/**
 * Judges a workflow and, where it is allowed, queues it as a task: in one transaction, so that there is
 * no task without its audit row, no queued task without its job, and none of them without the others.
 *
 * @param idempotencyKey Under the same key the same requester gets the same task again for the same
 *   request, with the verdict that it reached last, and no other one. A refused request leaves its key free.
 * @throws Refusal NOT_FOUND for an unknown id; that attempt is in the audit log too.
 */
export async function submitWorkflow(
  scope: Scope,
  db: Database,
  request: WorkflowRequest,
  idempotencyKey: string | null,
): Promise<Submission> {
  try {
    if (idempotencyKey !== null) checkIdempotencyKey(idempotencyKey);
    return await retryConflicts(() =>
      db.transaction((transaction) => submit(scope, transaction, request, idempotencyKey)),
    );
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(scope, db, attempt(request), error);
    throw error;
  }
}

async function submit(
  scope: Scope,
  transaction: Transaction,
  request: WorkflowRequest,
  idempotencyKey: string | null,
): Promise<Submission> {
  const earlier = idempotencyKey === null ? null : await findTaskByKey(scope, transaction, idempotencyKey);
  if (earlier && canonicalJson(earlier.input) === canonicalJson(request)) {
    const verdict = readStoredVerdict(earlier.verdict);
    const repeated = { outcome: "REPEATED", reasons: [], verdict, taskId: earlier.id } as const;
    await recordAudit(scope, transaction, { ...attempt(request), ...repeated });
    return { verdict, taskId: earlier.id, refusals: [] };
  }
  const judged = await judgeRequest(scope, transaction, request, new Date());
  const { verdict } = judged;
  const refusals = earlier ? [idempotencyKeyReused, ...judged.refusals] : judged.refusals;
  const allowed = refusals.length === 0;
  const task = { request, owner: bodyOf(request).owner(request), verdict, idempotencyKey };
  const taskId = allowed ? await insertTask(scope, transaction, task) : null;
  const outcome = allowed ? "ACCEPTED" : "REFUSED";
  await recordAudit(scope, transaction, { ...attempt(request), outcome, reasons: refusals, verdict, taskId });
  if (taskId) await enqueueTask(transaction, taskId);
  return { verdict, taskId, refusals };
}

function attempt(request: WorkflowRequest): AuditedAttempt {
  return { mutation: mutationOf(request.workflow), object: bodyOf(request).owner(request), input: request };
}
