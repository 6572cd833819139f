import { and, eq } from "drizzle-orm";
import { tasks } from "../../schema/tables/index.ts";
import { Refusal } from "../inventory/access/refusal.ts";
import type { Scope } from "../inventory/access/scope.ts";
import { visibleTo } from "../inventory/access/visibility.ts";
import { recordAudit, recordRefusal } from "../inventory/changes/write-audit.ts";
import type { Database, Transaction } from "../inventory/database/database.ts";
import { cancelUnfinishedTask } from "./task-store.ts";

export interface CancellationRefusal {
  readonly code: "TASK_ALREADY_FINISHED";
  readonly message: string;
  readonly field: string[] | null;
}

export interface Cancellation {
  readonly taskId: string;
  /** Null: it is canceled. */
  readonly refusal: CancellationRefusal | null;
}

/**
 * Ends a task that is queued or running, with nothing changed in the inventory: whoever runs it has lost
 * its claim, and without that carries nothing out. One that is being finished at this moment is waited
 * for, and then is finished.
 *
 * @throws Refusal NOT_FOUND for an unknown id; that attempt is in the audit log too.
 */
export async function cancelTask(scope: Scope, db: Database, taskId: string): Promise<Cancellation> {
  const attempt = { mutation: "cancelTask", object: { type: "Task", id: taskId }, input: { taskId } } as const;
  try {
    return await db.transaction(async (transaction) => {
      const refusal = await cancel(scope, transaction, taskId);
      const answer = refusal
        ? ({ outcome: "REFUSED", reasons: [refusal] } as const)
        : ({ outcome: "ACCEPTED", reasons: [] } as const);
      await recordAudit(scope, transaction, { ...attempt, ...answer, verdict: null, taskId });
      return { taskId, refusal };
    });
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(scope, db, attempt, error);
    throw error;
  }
}

async function cancel(scope: Scope, transaction: Transaction, taskId: string): Promise<CancellationRefusal | null> {
  const visible = and(eq(tasks.id, taskId), visibleTo(scope, "Task"));
  const [task] = await transaction.select({ status: tasks.status }).from(tasks).where(visible).for("update");
  if (!task) throw new Refusal("NOT_FOUND", "input.taskId: there is no task with this id.");
  if (await cancelUnfinishedTask(transaction, taskId, new Date())) return null;
  const message = `The task is finished already: it ended with ${task.status}.`;
  return { code: "TASK_ALREADY_FINISHED", message, field: ["taskId"] };
}
