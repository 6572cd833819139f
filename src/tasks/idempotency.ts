import { and, eq, sql } from "drizzle-orm";
import { tasks } from "../../schema/tables/index.ts";
import { Refusal } from "../inventory/access/refusal.ts";
import type { Scope } from "../inventory/access/scope.ts";
import type { Transaction } from "../inventory/database/database.ts";

/** The class of these advisory locks among all of the database: "idem" in ASCII. */
const IDEMPOTENCY_LOCK_CLASS = 0x6964656d;

const LONGEST_KEY = 255;

/** @throws Refusal BAD_USER_INPUT */
export function checkIdempotencyKey(key: string): void {
  // As Postgres counts: a character outside of the basic plane is one.
  const length = [...key].length;
  if (length >= 1 && length <= LONGEST_KEY && !key.includes("\0")) return;
  const found = key.includes("\0") ? "a NUL character" : `${length} characters`;
  throw new Refusal("BAD_USER_INPUT", `idempotencyKey: found ${found}, expected 1 to ${LONGEST_KEY} characters.`);
}

type EarlierTask = Pick<typeof tasks.$inferSelect, "id" | "input" | "verdict">;

/**
 * The task that the requester made under the key, for as long as tasks are kept. Of those who submit
 * under one key at once the first goes ahead, and the others wait until its transaction has ended: so
 * they find its task, or that it was refused and the key is free.
 */
export async function findTaskByKey(scope: Scope, transaction: Transaction, key: string): Promise<EarlierTask | null> {
  const held = JSON.stringify([scope.actor, key]);
  await transaction.execute(sql`select pg_advisory_xact_lock(${IDEMPOTENCY_LOCK_CLASS}, hashtext(${held}))`);
  const [task] = await transaction
    .select({ id: tasks.id, input: tasks.input, verdict: tasks.verdict })
    .from(tasks)
    .where(and(eq(tasks.requestedBy, scope.actor), eq(tasks.idempotencyKey, key)));
  return task ?? null;
}
