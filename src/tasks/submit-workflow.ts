import type { Database, Transaction } from "../inventory/database.ts";
import { Refusal } from "../inventory/refusal.ts";
import type { Scope } from "../inventory/scope.ts";
import type { WorkflowRequest } from "../inventory/workflow-request.ts";
import { type AuditedMutation, recordAudit } from "../inventory/write-audit.ts";
import type { Verdict } from "../validation/verdict.ts";
import type { Workflow } from "../validation/vocabulary.ts";
import type { TaskResult } from "./effects/effect.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { judgeRequest } from "./judge-request.ts";
import type { SubmissionRefusal } from "./refusals.ts";
import { insertTask } from "./task-store.ts";
import { retryConflicts } from "./transient-errors.ts";

/** The answer to a mutation: a task, or the reasons why there is none. */
export interface Submission {
  readonly verdict: Verdict;
  readonly taskId: string | null;
  readonly refusals: readonly SubmissionRefusal[];
}

/**
 * Judges a workflow and, where it is allowed, queues it as a task: in one transaction, so that there is
 * no task without its audit row, no queued task without its job, and none of them without the others.
 *
 * @throws Refusal NOT_FOUND for an unknown id; that attempt is in the audit log too.
 */
export async function submitWorkflow(scope: Scope, db: Database, request: WorkflowRequest): Promise<Submission> {
  try {
    return await retryConflicts(() => db.transaction((transaction) => submit(scope, transaction, request)));
  } catch (error) {
    if (error instanceof Refusal) {
      const refused = { outcome: "REFUSED", verdict: null, taskId: null } as const;
      await recordAudit(scope, db, { ...attempt(request), ...refused });
    }
    throw error;
  }
}

async function submit(scope: Scope, transaction: Transaction, request: WorkflowRequest): Promise<Submission> {
  const { verdict, refusals } = await judgeRequest(scope, transaction, request, new Date());
  const allowed = refusals.length === 0;
  const taskId = allowed ? await insertTask(scope, transaction, { request, owner: ownerOf(request), verdict }) : null;
  const outcome = allowed ? "ACCEPTED" : "REFUSED";
  await recordAudit(scope, transaction, { ...attempt(request), outcome, verdict, taskId });
  if (taskId) await enqueueTask(transaction, taskId);
  return { verdict, taskId, refusals };
}

function attempt(request: WorkflowRequest): Pick<AuditedMutation, "mutation" | "object" | "input"> {
  return { mutation: mutationOf(request.workflow), object: ownerOf(request), input: request };
}

/** The object that a workflow is about. */
function ownerOf(request: WorkflowRequest): TaskResult {
  return { type: "Vm", id: request.vmId };
}

/** The API's mutation of a workflow: COPY_VM is `copyVm`. */
function mutationOf(workflow: Workflow): string {
  return workflow.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}
