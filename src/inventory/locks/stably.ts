import type { Connection, Transaction } from "../database/database.ts";

/** The world moved on between looking and locking. */
class Moved extends Error {
  override name = "Moved";
}

/**
 * Looks up what is to be locked, and locks it until the transaction ends. Which rows those are may change
 * in between: so they are looked up again under the locks, and where they differ the savepoint gives the
 * locks back, for taking others on top could break the order of `rows.ts`.
 *
 * @returns what was found; a small plain object, for it is compared as JSON.
 */
export async function lockStably<T>(
  transaction: Transaction,
  find: (connection: Connection) => Promise<T>,
  lock: (transaction: Transaction, found: T) => Promise<void>,
): Promise<T> {
  for (;;) {
    try {
      return await transaction.transaction(async (savepoint) => {
        const found = await find(savepoint);
        await lock(savepoint, found);
        if (JSON.stringify(await find(savepoint)) !== JSON.stringify(found)) throw new Moved();
        return found;
      });
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
}
