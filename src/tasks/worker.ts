import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import pg from "pg";
import type { Database } from "../inventory/database.ts";
import { RUN_TASK, type RunTaskPayload } from "./enqueue-task.ts";
import type { Log } from "./log.ts";
import { recoverTasks } from "./recover-tasks.ts";
import { runTask } from "./run-task.ts";
import { WorkerLock } from "./worker-lock.ts";

/** How often each process looks for what a dead one left behind. */
const SWEEP_MILLISECONDS = 3_000;

/** How long a stopping worker waits for the tasks that it is running before it returns them to the queue. */
const STOP_MILLISECONDS = 3_000;

/** And how long it then takes to return them at the most. */
const RETURN_MILLISECONDS = 2_000;

/** How soon the queue's runner is started again after it gave up, as it does when the database goes away for long. */
const RESTART_MILLISECONDS = 1_000;

export interface WorkerOptions {
  readonly db: Database;
  /** The database of `db`: the queue and the worker's lock have connections of their own. */
  readonly url: string;
  /** How many tasks run at once in this process. */
  readonly concurrency: number;
  /** How long the simulated vCenters take for an operation; 0 in tests. */
  readonly taskSeconds: number;
  readonly log: Log;
}

export interface Worker {
  /** Takes no more tasks, waits a while for those that are running, and returns the rest to the queue. */
  stop(): Promise<void>;
}

/** Carries out tasks in this process, beside any number of others on the same database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, url, log } = options;
  const stopping = new AbortController();
  const outOfTime = new AbortController();
  const lock = new WorkerLock(url, log);
  await lock.held();
  const pool = openQueuePool(options);
  const tasks: TaskList = {
    [RUN_TASK]: async (payload) => {
      const { taskId } = payload as RunTaskPayload;
      const runner = { db, log, taskSeconds: options.taskSeconds, signal: outOfTime.signal };
      await runTask(runner, { taskId, workerLock: await lock.held() });
    },
  };
  const sweeping = sweep(db, log, stopping.signal);
  const queue = keepRunning(() => startQueue(options, pool, tasks), log, stopping.signal);

  return {
    stop: async () => {
      stopping.abort();
      const returning = setTimeout(() => outOfTime.abort(), STOP_MILLISECONDS);
      await inTime(queue.stop(), STOP_MILLISECONDS + RETURN_MILLISECONDS);
      clearTimeout(returning);
      await inTime(Promise.all([sweeping, pool.end()]), RETURN_MILLISECONDS);
      await lock.release();
    },
  };
}

/** A database that is away must not keep a process from ending: what it leaves behind is recovered by others. */
async function inTime(deed: Promise<unknown>, milliseconds: number): Promise<void> {
  const done = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([deed, late]);
  done.abort();
}

function startQueue(options: WorkerOptions, pool: pg.Pool, tasks: TaskList): Promise<Runner> {
  return run(
    {
      pgPool: pool,
      concurrency: options.concurrency,
      noHandleSignals: true,
      logger: queueLogger(options.log),
      // With a delay, even of none, the queue tries again to complete a job when the database was away;
      // without one it crashes the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    },
    tasks,
    [],
  );
}

/** The queue's runner stops for good when it fails to complete jobs for long: then there is a new one. */
function keepRunning(start: () => Promise<Runner>, log: Log, stopping: AbortSignal) {
  let runner: Runner | null = null;
  const running = (async () => {
    while (!stopping.aborted) {
      try {
        runner = await start();
        if (stopping.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        log.error({ err: error }, "the queue's runner stopped; starting another");
      }
      runner = null;
      await sleep(RESTART_MILLISECONDS, undefined, { signal: stopping }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      // One that gave up by itself is stopped already, and says so by failing.
      await runner?.stop().catch(() => {});
      await running;
    },
  };
}

async function sweep(db: Database, log: Log, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const recovered = await recoverTasks(db);
      if (recovered > 0) log.info({ recovered }, "tasks whose worker stopped are queued again");
    } catch (error) {
      log.warn({ err: error }, "the tasks of dead workers could not be looked for; trying again");
    }
    await sleep(SWEEP_MILLISECONDS, undefined, { signal: stopping }).catch(() => {});
  }
}

/** One connection listens for new jobs; each of those that run at once may want one to fetch or complete it. */
function openQueuePool({ url, concurrency, log }: WorkerOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + 1,
    application_name: "vtpm-gateway queue",
    connectionTimeoutMillis: 10_000,
  });
  const warn = (error: Error) => log.warn({ err: error }, "a connection of the queue broke");
  pool.on("error", warn);
  pool.on("connect", (client) => client.on("error", warn));
  return pool;
}

/** The queue tells of each job; we have the task's own events for that. */
function queueLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    const fields = { err: meta?.error };
    if (level === "error") log.error(fields, message);
    else if (level === "warning") log.warn(fields, message);
    else log.debug(fields, message);
  });
}
