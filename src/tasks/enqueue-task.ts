import { sql } from "drizzle-orm";
import type { Transaction } from "../inventory/database/database.ts";

/** The name under which the queue knows our one kind of job: carry out a task. */
export const RUN_TASK = "run_task";

export interface RunTaskPayload {
  readonly taskId: string;
}

/**
 * Puts a task on the queue, in the transaction that makes it QUEUED. The job's key is the task's id: a
 * task that is queued already is not queued twice.
 */
export async function enqueueTask(transaction: Transaction, taskId: string): Promise<void> {
  const payload: RunTaskPayload = { taskId };
  await transaction.execute(
    sql`select graphile_worker.add_job(${RUN_TASK}, ${JSON.stringify(payload)}::json, job_key := ${taskId})`,
  );
}
