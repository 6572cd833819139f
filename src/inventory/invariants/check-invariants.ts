import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Connection } from "../database/database.ts";
import type { DatabaseInvariant } from "./database-invariant.ts";
import { AUDIT_INVARIANTS } from "./of-audit-log.ts";
import { ESTATE_INVARIANTS } from "./of-estate.ts";
import { TASK_INVARIANTS } from "./of-tasks.ts";
import { TPM_INVARIANTS } from "./of-tpms.ts";

/** An invariant that does not hold: a bug of the program, or somebody's hand in the database. */
export interface Violation {
  /** The invariant's id. */
  readonly invariant: string;
  /** What is wrong, with the names of the first objects that it is wrong with. */
  readonly message: string;
  /** How many objects. */
  readonly count: number;
}

export const DATABASE_INVARIANTS: readonly DatabaseInvariant[] = [
  ...ESTATE_INVARIANTS,
  ...TPM_INVARIANTS,
  ...TASK_INVARIANTS,
  ...AUDIT_INVARIANTS,
];

/**
 * Longer than a worker takes to find out that another one is dead and to queue its tasks again: it looks
 * every three seconds.
 */
const SETTLE_MILLISECONDS = 10_000;

/** As many as a message can name and a person will read. */
const NAMED = 5;

/** As many as are looked at a second time. */
const REMEMBERED = 10_000;

/**
 * Everything that must hold over the whole database, looked up while it is in use: each invariant by one
 * statement, which sees one moment. One that workers mend is looked at again a while later, and broken
 * only by what was there both times.
 */
export async function checkInvariants(
  connection: Connection,
  { settleMilliseconds = SETTLE_MILLISECONDS } = {},
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const unsettled: { invariant: DatabaseInvariant; names: readonly string[] }[] = [];
  for (const invariant of DATABASE_INVARIANTS) {
    const found = await findViolations(connection, invariant, null);
    if (found.count === 0) continue;
    if (invariant.settles) unsettled.push({ invariant, names: found.names });
    else violations.push(describe(invariant, found));
  }
  if (unsettled.length > 0) await sleep(settleMilliseconds);
  for (const { invariant, names } of unsettled) {
    const found = await findViolations(connection, invariant, names);
    if (found.count > 0) violations.push(describe(invariant, found));
  }
  return violations;
}

interface Found {
  readonly count: number;
  readonly names: readonly string[];
}

/** @param among Only these count; null: all. */
async function findViolations(
  connection: Connection,
  { violations, settles }: DatabaseInvariant,
  among: readonly string[] | null,
): Promise<Found> {
  const limit = settles && among === null ? REMEMBERED : NAMED;
  const { rows } = await connection.execute<{ count: number; names: string[] }>(sql`
    with violation as materialized (${violations}),
    counted as materialized (
      select name from violation where ${sql.param(among)}::text[] is null or name = any(${sql.param(among)}::text[])
    )
    select (select count(*) from counted)::int as count,
      array(select name from counted order by name limit ${limit}) as names`);
  return rows[0] ?? { count: 0, names: [] };
}

function describe({ id, broken }: DatabaseInvariant, { count, names }: Found): Violation {
  const named = names.slice(0, NAMED);
  const rest = count > named.length ? `, and ${count - named.length} more` : "";
  return { invariant: id, message: `${broken}: ${named.join(", ")}${rest}`, count };
}
