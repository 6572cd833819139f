import { sql } from "drizzle-orm";
import type { Database } from "../inventory/database/database.ts";

/** So many that a round trip counts for little, so few that nobody waits for the transaction. */
const TASKS_PER_STATEMENT = 500;

/**
 * Deletes the tasks that ended before a time, with their events and exports; the audit log stays. Their
 * idempotency keys are free again. Any number of processes may do so at once.
 *
 * @param signal Aborts between two batches.
 * @returns how many.
 */
export async function deleteFinishedTasksBefore(db: Database, before: Date, signal: AbortSignal): Promise<number> {
  for (let total = 0; ; ) {
    const { rowCount } = await db.execute(sql`
      delete from tasks where id in (
        select id from tasks where finished_at < ${before.toISOString()}::timestamptz
        order by finished_at, id limit ${TASKS_PER_STATEMENT} for update skip locked
      )`);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < TASKS_PER_STATEMENT || signal.aborted) return total;
  }
}
