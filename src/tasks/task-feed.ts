import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "./log.ts";
import { TASK_CHANNEL } from "./task-store.ts";

/** How often the connection is asked whether it is still there, and how long it may take to say so. */
const BEAT_MILLISECONDS = 5_000;
const PATIENCE_MILLISECONDS = 5_000;

const FIRST_PAUSE_MILLISECONDS = 50;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

export interface TaskListener {
  /** A task has changed; what to, is to be read. */
  changed(taskId: string): void;
  /** For a while nothing was heard; these have changed since, or shortly before. */
  missed(taskIds: readonly string[]): void;
}

/**
 * Tells of each task that changes, whichever process changes it: one connection a process listens to the
 * channel of tasks. It is made again whenever it breaks, and what was missed is told then.
 */
export class TaskFeed {
  /** Resolves when it hears for the first time. What happened before, nobody is told. */
  readonly listening: Promise<void>;
  readonly #url: string;
  readonly #log: Log;
  readonly #listeners = new Set<TaskListener>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  #nowListening = () => {};
  /**
   * How far the task events had come at the last beat and at the one before it. An event has its number
   * a moment before its transaction ends: one that is numbered before the earlier of two beats was
   * committed by the later, and heard.
   */
  #marks: { readonly earlier: string; readonly later: string } | null = null;

  constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
    this.listening = new Promise((resolve) => {
      this.#nowListening = resolve;
    });
    this.#running = this.#keepListening();
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  add(listener: TaskListener): void {
    this.#listeners.add(listener);
  }

  remove(listener: TaskListener): void {
    this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#listenUntilLost(() => {
          failures = 0;
        });
      } catch (error) {
        this.#log.warn({ err: error }, "the connection that hears of tasks is lost; making another");
      }
      const longest = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** failures);
      await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }

  /** Ends well only when the feed is stopped. */
  async #listenUntilLost(heard: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "vtpm-gateway task feed",
      connectionTimeoutMillis: PATIENCE_MILLISECONDS,
      query_timeout: PATIENCE_MILLISECONDS,
    });
    const lost = new AbortController();
    client.on("error", (error) => lost.abort(error));
    client.on("end", () => lost.abort(new Error("the connection ended")));
    client.on("notification", ({ payload }) => {
      if (payload) for (const listener of this.#listeners) listener.changed(payload);
    });
    try {
      await client.connect();
      await client.query(`listen ${TASK_CHANNEL}`);
      if (this.#marks) await this.#catchUp(client, this.#marks.earlier);
      else await this.#mark(client);
      heard();
      this.#nowListening();
      await this.#beatUntil(AbortSignal.any([lost.signal, this.#stopping.signal]), client);
      if (!this.#stopping.signal.aborted) throw lost.signal.reason;
    } finally {
      // A connection that broke may never say that it has ended.
      client.end().catch(() => {});
    }
  }

  async #beatUntil(over: AbortSignal, client: pg.Client): Promise<void> {
    while (!over.aborted) {
      await sleep(BEAT_MILLISECONDS, undefined, { signal: over }).catch(() => {});
      if (!over.aborted) await this.#mark(client);
    }
  }

  async #mark(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ mark: string }>("select coalesce(max(id), 0) as mark from task_events");
    const later = rows[0]?.mark ?? "0";
    this.#marks = { earlier: this.#marks?.later ?? later, later };
  }

  /** It listens already: what changes from now on is told twice rather than never. */
  async #catchUp(client: pg.Client, mark: string): Promise<void> {
    const { rows } = await client.query<{ task_id: string }>(
      "select distinct task_id from task_events where id > $1::bigint",
      [mark],
    );
    const taskIds = rows.map((row) => row.task_id);
    for (const listener of this.#listeners) listener.missed(taskIds);
  }
}
