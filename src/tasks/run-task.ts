import { v7 } from "uuid";
import type { TaskFailure } from "../../schema/tables/index.ts";
import type { Database, Transaction } from "../inventory/database.ts";
import { Refusal } from "../inventory/refusal.ts";
import type { Scope } from "../inventory/scope.ts";
import type { WorkflowRequest } from "../inventory/workflow-request.ts";
import { runOperation } from "../simulator/run-operation.ts";
import { carryOut } from "./carry-out.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { judgeRequest } from "./judge-request.ts";
import type { Log } from "./log.ts";
import {
  type Claim,
  claimTask,
  failTask,
  lockClaimedTask,
  reportProgress,
  returnTask,
  succeedTask,
  type TaskRow,
} from "./task-store.ts";
import { retryUntilDone } from "./transient-errors.ts";

/** What a task is run with. */
export interface TaskRunner {
  readonly db: Database;
  readonly log: Log;
  /** How long the simulated vCenters take for an operation. */
  readonly taskSeconds: number;
  /** Aborts when the worker may wait no longer: what is not done goes back to the queue. */
  readonly signal: AbortSignal;
}

/**
 * Runs a task: RUNNING, then the vCenter at work, then all of its effect and SUCCESS in one transaction,
 * or ERROR. The claim guards each step, so that whatever is killed when, and however often the queue
 * calls, the effect takes place once. Never throws for what the task does: a queue would try again.
 */
export async function runTask(runner: TaskRunner, claim: Claim): Promise<void> {
  const { db, signal } = runner;
  try {
    if (!(await startTask(runner, claim))) return;
    for await (const progress of runOperation(runner.taskSeconds, signal)) {
      if (!(await retryUntilDone(() => reportProgress(db, claim, progress), signal))) return;
    }
    await retryUntilDone(() => db.transaction((transaction) => execute(transaction, claim)), signal);
  } catch (error) {
    if (signal.aborted) await giveBack(runner, claim);
    else await reportBug(runner, claim, error);
  }
}

/** False where it is somebody else's, or finished. */
async function startTask({ db, signal }: TaskRunner, claim: Claim): Promise<boolean> {
  const startedAt = new Date();
  let attempts = 0;
  const claimNow = () => {
    attempts += 1;
    return claimTask(db, claim, startedAt, attempts > 1);
  };
  return (await retryUntilDone(claimNow, signal)) !== null;
}

/** The verdict again, on facts that are locked now, and what it allows: all of it or nothing. */
async function execute(transaction: Transaction, claim: Claim): Promise<void> {
  const task = await lockClaimedTask(transaction, claim);
  if (!task) return;
  const at = new Date();
  const request = task.input as WorkflowRequest;
  try {
    const { gathered, verdict, refusals } = await judgeRequest(scopeOf(task), transaction, request, at);
    const [refusal] = refusals;
    if (refusal) {
      await failTask(transaction, claim, { error: failureOf(refusal), verdict, at });
    } else {
      const result = await carryOut(transaction, { taskId: task.id, request, gathered, verdict, at });
      await succeedTask(transaction, claim, { result, verdict, at });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await failTask(transaction, claim, { error: failureOf(error), verdict: null, at });
  }
}

const failureOf = ({ code, message }: { code: string; message: string }): TaskFailure => ({ code, message });

/** The rights of who asked: the VM may have left their organization since. */
function scopeOf(task: TaskRow): Scope {
  const actor = task.requestedBy;
  return task.requesterOrganizationId === null
    ? { kind: "provider-administrator", actor }
    : { kind: "organization-member", actor, organizationId: task.requesterOrganizationId };
}

/** What cannot be given back now is found by whoever looks for dead workers. */
async function giveBack({ db, log }: TaskRunner, claim: Claim): Promise<void> {
  try {
    await db.transaction(async (transaction) => {
      const returned = await returnTask(transaction, claim, "The worker stops; the task starts again.");
      if (returned) await enqueueTask(transaction, claim.taskId);
    });
  } catch (error) {
    log.warn({ err: error, taskId: claim.taskId }, "a task could not be returned to the queue");
  }
}

/** A bug is logged whole, and reported by nothing but the id that it is logged under. */
async function reportBug({ db, log, signal }: TaskRunner, claim: Claim, bug: unknown): Promise<void> {
  const id = v7();
  log.error({ err: bug, errorId: id, taskId: claim.taskId }, "a task failed with an unexpected error");
  const message = `An internal error occurred; the log of vtpm-gateway has it under ${id}.`;
  const error = { code: "INTERNAL_ERROR", message, id };
  const report = () =>
    db.transaction(async (transaction) => {
      if (await lockClaimedTask(transaction, claim)) {
        await failTask(transaction, claim, { error, verdict: null, at: new Date() });
      }
    });
  try {
    await retryUntilDone(report, signal);
  } catch (unreported) {
    log.error({ err: unreported, errorId: id, taskId: claim.taskId }, "a failed task could not be reported");
  }
}
