import { v7 } from "uuid";
import { Refusal } from "../inventory/access/refusal.ts";
import type { Database } from "../inventory/database/database.ts";
import { findFaultsOfOperation } from "../inventory/reading/faults.ts";
import { runOperation } from "../simulator/run-operation.ts";
import { applyFault } from "./apply-fault.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { executeTask, requestOf, scopeOf } from "./execute-task.ts";
import { findVCentersOfWorkflow } from "./gather-workflow.ts";
import type { Log } from "./log.ts";
import {
  type Claim,
  claimTask,
  failTask,
  lockClaimedTask,
  reportProgress,
  returnUnharmedTask,
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
    const task = await startTask(runner, claim);
    if (!task) return;
    const vcenterIds = await retryUntilDone(() => findVCenters(db, task), signal);
    const { workflow } = requestOf(task);
    const faults = await retryUntilDone(() => findFaultsOfOperation(db, vcenterIds, workflow), signal);
    for await (const { percent, fault } of runOperation({ seconds: runner.taskSeconds, faults }, signal)) {
      const record = () => (fault ? applyFault(db, claim, fault, vcenterIds) : reportProgress(db, claim, percent));
      if (!(await retryUntilDone(record, signal))) return;
    }
    await retryUntilDone(() => db.transaction((transaction) => executeTask(transaction, claim)), signal);
  } catch (error) {
    if (signal.aborted) await giveBack(runner, claim);
    else await reportBug(runner, claim, error);
  }
}

/** Null where it is somebody else's, or finished. */
async function startTask({ db, signal }: TaskRunner, claim: Claim): Promise<TaskRow | null> {
  const startedAt = new Date();
  let asked = 0;
  const claimNow = () => {
    asked += 1;
    return claimTask(db, claim, startedAt, asked > 1);
  };
  return retryUntilDone(claimNow, signal);
}

/** None where what it is about is gone: the verdict at the end says so. */
async function findVCenters(db: Database, task: TaskRow): Promise<readonly string[]> {
  try {
    return await findVCentersOfWorkflow(scopeOf(task), db, requestOf(task));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** What cannot be given back now is found by whoever looks for dead workers. */
async function giveBack({ db, log }: TaskRunner, claim: Claim): Promise<void> {
  try {
    await db.transaction(async (transaction) => {
      const returned = await returnUnharmedTask(transaction, claim, "The worker stops; the task starts again.");
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
