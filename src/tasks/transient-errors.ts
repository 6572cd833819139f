import { setTimeout as sleep } from "node:timers/promises";
import { Moved } from "../inventory/locks/moved.ts";
import { neverStill } from "../inventory/locks/stably.ts";

/** Postgres rolled the transaction back because of another one: it may simply be tried again. */
const CONFLICTS = new Set(["40001", "40P01"]);

/** Postgres is not there, or not there any more. Whether a commit that was under way succeeded is not known. */
const DISCONNECTS = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "57P01", "57P02", "57P03", "53300"]);

/** What `pg` says, without a code, when a connection breaks or cannot be had. */
const DISCONNECT_MESSAGE = /connection terminated|connection error|timeout exceeded when trying to connect/i;

/** The errors of a chain of causes: Drizzle wraps what `pg` throws. */
function* chain(error: unknown): Generator<Error & { code?: unknown }> {
  for (let link = error; link instanceof Error; link = link.cause) yield link;
}

/** Surely nothing was changed: the transaction was rolled back because of another one. */
export function isConflict(error: unknown): boolean {
  for (const { code } of chain(error)) {
    if (typeof code === "string" && CONFLICTS.has(code)) return true;
  }
  if (error instanceof Moved) return true;
  return false;
}

/** The database went away; it may be back soon. */
export function isDisconnect(error: unknown): boolean {
  for (const { code, message } of chain(error)) {
    if (typeof code === "string" && (DISCONNECTS.has(code) || code.startsWith("08"))) return true;
    if (DISCONNECT_MESSAGE.test(message)) return true;
  }
  return false;
}

const LONGEST_PAUSE_MILLISECONDS = 2_000;

/** Conflicts that come back this often are not conflicts: the same error each time is a bug. */
const MOST_CONFLICTS = 20;

/** Tries again after a conflict, with a pause that grows and is never quite the same for two rivals. */
export async function retryConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  return retry(attempt, isConflict, new AbortController().signal);
}

/**
 * Tries again after a conflict, and for as long as the database is away. For what may be tried again
 * even though it was done: a statement that a worker's claim guards.
 *
 * @throws AbortError when the signal aborts meanwhile.
 */
export async function retryUntilDone<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return retry(attempt, (error) => isConflict(error) || isDisconnect(error), signal);
}

async function retry<T>(
  attempt: () => Promise<T>,
  isTransient: (error: unknown) => boolean,
  signal: AbortSignal,
): Promise<T> {
  let conflicts = 0;
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (isConflict(error)) conflicts++;
      if (!isTransient(error)) throw error;
      if (conflicts > MOST_CONFLICTS) throw error instanceof Moved ? neverStill() : error;
    }
    const longest = Math.min(LONGEST_PAUSE_MILLISECONDS, 10 * 2 ** failures);
    await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal });
  }
}
