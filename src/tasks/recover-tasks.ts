import { sql } from "drizzle-orm";
import { WORKER_LOCK_CLASS } from "../../schema/tables/index.ts";
import type { Database, Transaction } from "../inventory/database/database.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { type Claim, failTask, returnTask } from "./task-store.ts";

/** A worker that has taken a job makes its task RUNNING at once; one that has not by then is dead, or stuck. */
const CLAIM_SECONDS = 10;

/**
 * A task may be what kills its workers, and with them the tasks beside it. So often is no accident: machines
 * and databases are not restarted that many times within one task.
 */
const MOST_ATTEMPTS = 5;

/**
 * Puts back on the queue what its worker left behind: RUNNING tasks whose worker's lock nobody holds,
 * and QUEUED tasks that no job will run. The queue itself frees a dead worker's job after four hours.
 * A task that has lost its worker too often ends in ERROR instead. Any number of processes may do so at
 * once; each task is recovered by one.
 *
 * @returns how many are on the queue again.
 */
export async function recoverTasks(db: Database): Promise<number> {
  return db.transaction(async (transaction) => {
    const abandoned = await selectAbandoned(transaction);
    for (const task of abandoned) await recoverTask(transaction, task);
    const stranded = await selectStranded(
      transaction,
      abandoned.map((task) => task.taskId),
    );
    await unlockJobs(transaction, stranded);
    for (const taskId of stranded) await enqueueTask(transaction, taskId);
    return stranded.length;
  });
}

interface AbandonedTask extends Claim {
  readonly attempts: number;
}

async function recoverTask(transaction: Transaction, { attempts, ...claim }: AbandonedTask): Promise<void> {
  if (attempts < MOST_ATTEMPTS) {
    await returnTask(transaction, claim, "The worker stopped; the task starts again.");
    return;
  }
  const message = `The worker was lost ${attempts} times while it carried the task out; nothing is changed.`;
  const error = { code: "WORKER_LOST_TOO_OFTEN", message };
  await failTask(transaction, claim, { error, verdict: null, at: new Date() });
}

async function selectAbandoned(transaction: Transaction): Promise<AbandonedTask[]> {
  const { rows } = await transaction.execute<{ id: string; worker_lock: number; attempts: number }>(sql`
    select id, worker_lock, attempts from tasks
    where status = 'RUNNING'
      and worker_lock not in (
        select objid::bigint from pg_locks
        where locktype = 'advisory' and objsubid = 2 and granted
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint = ${WORKER_LOCK_CLASS}
      )
    order by id
    for update skip locked`);
  return rows.map((row) => ({ taskId: row.id, workerLock: row.worker_lock, attempts: row.attempts }));
}

/** QUEUED tasks without a job that will run: a dead worker still has it, or the queue gave it up. */
async function selectStranded(transaction: Transaction, abandonedIds: readonly string[]): Promise<string[]> {
  const { rows } = await transaction.execute<{ id: string }>(sql`
    select id from tasks
    where status = 'QUEUED'
      and (id = any(${sql.param(abandonedIds)}::uuid[]) or not exists (
        select from graphile_worker.jobs
        where jobs.key = tasks.id::text and jobs.attempts < jobs.max_attempts
          and (jobs.locked_at is null or jobs.locked_at > now() - make_interval(secs => ${CLAIM_SECONDS}))
      ))
    order by id
    for update skip locked`);
  return rows.map((row) => row.id);
}

/**
 * Whoever has the job of a stranded task has died with all of its jobs. Should it live after all, a job
 * is run twice, and the second time finds nothing to do: a task is claimed once.
 */
async function unlockJobs(transaction: Transaction, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await transaction.execute(sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs
      where key = any(${sql.param(taskIds)}::text[]) and locked_by is not null
    ))`);
}
