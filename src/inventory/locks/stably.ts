import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../access/refusal.ts";
import type { Connection, Transaction } from "../database/database.ts";
import { Moved } from "./moved.ts";

/** Two in a row are chance; what is never still for so long, somebody else is changing all the time. */
const MOST_ATTEMPTS = 10;
const LONGEST_PAUSE_MILLISECONDS = 100;

/**
 * Looks up what is to be locked, and locks it until the transaction ends. Which rows those are may change
 * in between: so they are looked up again under the locks, and where they differ the savepoint gives the
 * locks back, for taking others on top could break the order of `rows.ts`.
 *
 * @returns what was found; a small plain object, for it is compared as JSON.
 * @throws Refusal CONFLICT where it is never still.
 */
export async function lockStably<T>(
  transaction: Transaction,
  find: (connection: Connection) => Promise<T>,
  lock: (transaction: Transaction, found: T) => Promise<void>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction.transaction(async (savepoint) => {
        const found = await find(savepoint);
        await lock(savepoint, found);
        if (JSON.stringify(await find(savepoint)) !== JSON.stringify(found)) throw new Moved();
        return found;
      });
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
      if (attempt === MOST_ATTEMPTS) throw neverStill();
    }
    await sleep(LONGEST_PAUSE_MILLISECONDS * Math.random());
  }
}

export function neverStill(): Refusal {
  return new Refusal("CONFLICT", "Others are changing the same objects at this moment. Nothing was done; try again.");
}
