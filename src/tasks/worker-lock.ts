import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { WORKER_LOCK_CLASS } from "../../schema/tables/index.ts";
import type { Log } from "./log.ts";

/** Advisory locks of two keys are of 32 signed bits each. */
const LARGEST_LOCK = 0x7fffffff;

const RECONNECT_MILLISECONDS = 500;

/**
 * Where a worker's machine vanishes without a word, Postgres finds out by asking: after 5 seconds of
 * silence, three times, 2 seconds apart. The system's own default is two hours.
 */
const NOTICE_A_VANISHED_CLIENT =
  "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3";

/**
 * Proof that a worker lives: an advisory lock on a connection of its own, which Postgres releases when
 * the process dies, however it dies. Nobody else writes anything for it, and no clock is compared.
 *
 * Where the connection breaks while the process lives on, the lock is lost and others take over what it
 * claimed; the worker goes on under a new lock, and finds its old claims void.
 */
export class WorkerLock {
  readonly #url: string;
  readonly #log: Log;
  #client: pg.Client | null = null;
  #held: Promise<number>;
  #released = false;

  constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
    this.#held = this.#acquire();
  }

  /** The number that is held now; waits while the connection is being made again. */
  held(): Promise<number> {
    return this.#held;
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.#client?.end();
  }

  #acquire(): Promise<number> {
    const held = this.#connectUntilReleased();
    // Who waits for it hears of it; that nobody waits is no error.
    held.catch(() => {});
    return held;
  }

  async #connectUntilReleased(): Promise<number> {
    while (!this.#released) {
      try {
        return await this.#connect();
      } catch (error) {
        this.#log.warn({ err: error }, "the worker's lock could not be taken; trying again");
        await sleep(RECONNECT_MILLISECONDS);
      }
    }
    throw new Error("the worker's lock is released");
  }

  async #connect(): Promise<number> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "vtpm-gateway worker lock",
      connectionTimeoutMillis: 10_000,
    });
    const lose = () => {
      if (this.#client !== client || this.#released) return;
      this.#client = null;
      this.#log.warn({}, "the worker's lock is lost with its connection; taking another");
      this.#held = this.#acquire();
    };
    client.on("error", lose);
    client.on("end", lose);
    try {
      await client.connect();
      await client.query(NOTICE_A_VANISHED_CLIENT);
      const lock = await takeFreeLock(client);
      if (this.#released) throw new Error("released meanwhile");
      this.#client = client;
      return lock;
    } catch (error) {
      // A connection that broke may never say that it has ended.
      client.end().catch(() => {});
      throw error;
    }
  }
}

async function takeFreeLock(client: pg.Client): Promise<number> {
  for (;;) {
    const lock = randomInt(1, LARGEST_LOCK);
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1, $2) as taken", [
      WORKER_LOCK_CLASS,
      lock,
    ]);
    if (rows[0]?.taken) return lock;
  }
}
