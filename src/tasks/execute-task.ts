import type { TaskFailure } from "../../schema/tables/index.ts";
import { Refusal } from "../inventory/access/refusal.ts";
import type { Scope } from "../inventory/access/scope.ts";
import type { Transaction } from "../inventory/database/database.ts";
import { type JudgedRequest, judgeRequest } from "./judge-request.ts";
import { type Claim, failTask, lockClaimedTask, succeedTask, type TaskRow } from "./task-store.ts";
import { bodyOf, type WorkflowRequest } from "./workflow-bodies.ts";

/** The verdict again, on facts that are locked now, and what it allows: all of it or nothing. */
export async function executeTask(transaction: Transaction, claim: Claim): Promise<void> {
  const task = await lockClaimedTask(transaction, claim);
  if (!task) return;
  const at = new Date();
  const judged = await judgeClaimed(transaction, claim, task, at);
  if (!judged) return;
  const { found, gathered, verdict } = judged;
  const request = requestOf(task);
  const permitted = { taskId: task.id, request, found, gathered, verdict, at };
  const result = await bodyOf(request).carryOut(transaction, permitted);
  await succeedTask(transaction, claim, { result, verdict, at });
}

/** Ends the task in ERROR where the verdict, or a name that was taken since, does not allow it: null. */
export async function judgeClaimed(
  transaction: Transaction,
  claim: Claim,
  task: TaskRow,
  at: Date,
): Promise<JudgedRequest | null> {
  try {
    const judged = await judgeRequest(scopeOf(task), transaction, requestOf(task), at);
    const [refusal] = judged.refusals;
    if (!refusal) return judged;
    await failTask(transaction, claim, { error: failureOf(refusal), verdict: judged.verdict, at });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await failTask(transaction, claim, { error: failureOf(error), verdict: null, at });
  }
  return null;
}

const failureOf = ({ code, message }: { code: string; message: string }): TaskFailure => ({ code, message });

export const requestOf = (task: TaskRow) => task.input as WorkflowRequest;

/** The rights of who asked: the VM may have left their organization since. */
export function scopeOf(task: TaskRow): Scope {
  const actor = task.requestedBy;
  return task.requesterOrganizationId === null
    ? { kind: "provider-administrator", actor }
    : { kind: "organization-member", actor, organizationId: task.requesterOrganizationId };
}
