import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import { invariant } from "../../validation/invariant.ts";
import type { Transaction } from "./database.ts";

/**
 * Inserts any number of rows with one statement. They go as one JSON parameter: twice as fast as a
 * parameter for each value of each row, of which Postgres takes 65,535 at the most.
 *
 * INVARIANT: all rows have the keys of the first; a column that is not among them gets the database's
 * own default, and an id has none.
 */
export async function insertRows<T extends PgTable>(
  transaction: Transaction,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = getTableColumns(table);
  const given = Object.keys(rows[0] ?? {}).map((key) => {
    const column = columns[key];
    invariant(column, `${getTableName(table)} has no column ${key}`);
    return { key: sql.identifier(key), name: sql.identifier(toSnakeCase(key)), type: sql.raw(column.getSQLType()) };
  });
  const names = sql.join(
    given.map(({ name }) => name),
    sql`, `,
  );
  const keys = sql.join(
    given.map(({ key }) => key),
    sql`, `,
  );
  const types = sql.join(
    given.map(({ key, type }) => sql`${key} ${type}`),
    sql`, `,
  );
  await transaction.execute(
    sql`insert into ${table} (${names}) select ${keys} from json_to_recordset(${JSON.stringify(rows)}::json) as row(${types})`,
  );
}
