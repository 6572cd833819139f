import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { RUN_TASK, type RunTaskPayload } from "./enqueue-task.ts";
import type { Log } from "./log.ts";

/** How soon the queue's runner is started again after it gave up. */
const RESTART_MILLISECONDS = 1_000;

export interface QueueOptions {
  readonly url: string;
  readonly concurrency: number;
  readonly log: Log;
  /** Runs a task to an end, and never throws: the queue would try it again. */
  readonly runTask: (taskId: string) => Promise<void>;
}

/**
 * Takes jobs from the queue and has their tasks run, until it is stopped.
 *
 * The queue's runner gives up for good when it fails to mark a job as done, as it does where the
 * database drops a connection, and may never say that it has ended: so it is replaced as soon as it
 * begins to shut down. The job that it leaves behind finds its task finished when it comes back.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #pool: pg.Pool;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #running: Promise<void>;
  #runner: Runner | null = null;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#pool = openPool(options);
    this.#running = this.#keepRunning();
  }

  /** Takes no more jobs; ends when those that it has taken have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    // One that has just given up says by failing that it is stopped already.
    await this.#runner?.stop().catch(() => {});
    await this.#running;
    await Promise.all(this.#underWay);
    await this.#pool.end();
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        this.#runner = await this.#start();
        const ended = endOf(this.#runner);
        if (signal.aborted) await this.#runner.stop();
        await ended;
      } catch (error) {
        this.#options.log.warn({ err: error }, "the queue could not be reached; trying again");
      }
      this.#runner = null;
      await sleep(RESTART_MILLISECONDS, undefined, { signal }).catch(() => {});
    }
  }

  async #start(): Promise<Runner> {
    const { concurrency, log } = this.#options;
    const runner = await run(
      {
        pgPool: this.#pool,
        concurrency,
        noHandleSignals: true,
        logger: queueLogger(log),
        // Without a delay, though it be of none, a job that cannot be marked as done is an unhandled
        // rejection, which ends the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      },
      { [RUN_TASK]: (payload) => this.#runJob(payload as RunTaskPayload) },
      [],
    );
    runner.promise.catch((error) => log.warn({ err: error }, "the queue's runner gave up; there is another"));
    return runner;
  }

  async #runJob({ taskId }: RunTaskPayload): Promise<void> {
    const job = this.#options.runTask(taskId);
    this.#underWay.add(job);
    try {
      await job;
    } finally {
      this.#underWay.delete(job);
    }
  }
}

/** When a runner begins to shut down, for whatever reason; its own promise may wait for ever. */
function endOf(runner: Runner): Promise<void> {
  return new Promise((resolve) => runner.events.once("pool:gracefulShutdown", () => resolve()));
}

/** One connection listens for new jobs; each of those that run at once may want one to fetch or complete it. */
function openPool({ url, concurrency, log }: QueueOptions): pg.Pool {
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
