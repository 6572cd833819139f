import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../inventory/database/database.ts";
import { deleteFinishedTasksBefore } from "./delete-finished-tasks.ts";
import type { Log } from "./log.ts";
import { Queue } from "./queue.ts";
import { recoverTasks } from "./recover-tasks.ts";
import { runTask } from "./run-task.ts";
import { WorkerLock } from "./worker-lock.ts";

/** How often each process looks for what a dead one left behind, and for tasks whose time is over. */
const SWEEP_MILLISECONDS = 3_000;

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** How long a stopping worker waits for the tasks that it is running before it returns them to the queue. */
const STOP_MILLISECONDS = 3_000;

/** And how long it then takes to return them at the most. */
const RETURN_MILLISECONDS = 2_000;

export interface WorkerOptions {
  readonly db: Database;
  /** The database of `db`: the queue and the worker's lock have connections of their own. */
  readonly url: string;
  /** How many tasks run at once in this process. */
  readonly concurrency: number;
  /** How long the simulated vCenters take for an operation; 0 in tests. */
  readonly taskSeconds: number;
  /** How long a finished task is kept. */
  readonly taskRetentionDays: number;
  readonly log: Log;
}

export interface Worker {
  /** Takes no more tasks, waits a while for those that are running, and returns the rest to the queue. */
  stop(): Promise<void>;
}

/** Carries out tasks in this process, beside any number of others on the same database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, url, concurrency, taskSeconds, log } = options;
  const stopping = new AbortController();
  const outOfTime = new AbortController();
  // Each running task waits on it; Node.js takes more than ten for a leak.
  setMaxListeners(concurrency, outOfTime.signal);
  const lock = new WorkerLock(url, log);
  await lock.held();
  const sweeping = sweep(options, stopping.signal);
  const queue = new Queue({
    url,
    concurrency,
    log,
    runTask: async (taskId) =>
      runTask({ db, log, taskSeconds, signal: outOfTime.signal }, { taskId, workerLock: await lock.held() }),
  });

  return {
    stop: async () => {
      stopping.abort();
      const returning = setTimeout(() => outOfTime.abort(), STOP_MILLISECONDS);
      await inTime(Promise.all([queue.stop(), sweeping]), STOP_MILLISECONDS + RETURN_MILLISECONDS);
      clearTimeout(returning);
      outOfTime.abort();
      await lock.release();
    },
  };
}

/** A database that is away must not keep a process from ending: what it leaves behind is recovered by others. */
async function inTime(ending: Promise<unknown>, milliseconds: number): Promise<void> {
  const done = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([ending, late]);
  done.abort();
}

async function sweep(options: WorkerOptions, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await sweepOnce(options, stopping);
    } catch (error) {
      options.log.warn({ err: error }, "the tasks could not be swept; trying again");
    }
    await sleep(SWEEP_MILLISECONDS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function sweepOnce({ db, log, taskRetentionDays }: WorkerOptions, stopping: AbortSignal): Promise<void> {
  const recovered = await recoverTasks(db);
  if (recovered > 0) log.info({ recovered }, "tasks whose worker stopped are queued again");
  const before = new Date(Date.now() - taskRetentionDays * DAY_MILLISECONDS);
  const deleted = await deleteFinishedTasksBefore(db, before, stopping);
  if (deleted > 0) log.info({ deleted, before }, "finished tasks whose time is over are deleted");
}
