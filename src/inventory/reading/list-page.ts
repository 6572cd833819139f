import { and, asc, desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, SelectedFields } from "drizzle-orm/pg-core";
import { type AssociationName, associations } from "../access/associations.ts";
import { type EntityName, entities, rowColumns } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { encodeCursor, type Position } from "./cursor.ts";
import { compileFilter } from "./filter.ts";
import type { PagePlan, SortKey } from "./page-arguments.ts";

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Page<R = Row> {
  readonly rows: readonly R[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: R): string;
}

/** A page of all of an entity that somebody may see; one statement. */
export async function listPage(
  scope: Scope,
  connection: Connection,
  entity: EntityName,
  plan: PagePlan,
): Promise<Page> {
  const { table } = entities[entity];
  const rows = await connection
    .select(rowColumns(entity))
    .from(table)
    .where(pageCondition(scope, entity, plan))
    .orderBy(...ordering(plan))
    .limit(plan.size + 1);
  return toPage(entity, plan, rows as Row[]);
}

/** A page of each parent's list; one statement for all of the parents. */
export async function listPagesByParent(
  scope: Scope,
  connection: Connection,
  name: AssociationName,
  parents: readonly string[],
  plan: PagePlan,
): Promise<Map<string, Page>> {
  const { entity, key, belongsTo } = associations[name];
  const { table } = entities[entity];
  const page = connection
    .select(rowColumns(entity))
    .from(table)
    .where(and(belongsTo(sql`parent.key`), pageCondition(scope, entity, plan)))
    .orderBy(...ordering(plan))
    .limit(plan.size + 1)
    .as("page");
  const columnOfPage = page as unknown as Readonly<Record<string, PgColumn>>;
  const row = Object.fromEntries(Object.keys(rowColumns(entity)).map((field) => [field, columnOfPage[field]]));
  const found = await connection
    .select({ parent: sql<string>`parent.key`, row } as SelectedFields)
    .from(sql`unnest(${sql.param([...parents])}::${sql.raw(key)}[]) as parent(key)`)
    .crossJoinLateral(page)
    .orderBy(...orderingOf(plan, (column) => columnOfPage[fieldOf(table, column)] as PgColumn));

  const rowsByParent = new Map<string, Row[]>(parents.map((parent) => [parent, []]));
  for (const { parent, row } of found as unknown as { parent: string; row: Row }[]) rowsByParent.get(parent)?.push(row);
  return new Map([...rowsByParent].map(([parent, rows]) => [parent, toPage(entity, plan, rows)]));
}

/** How many rows there are in all, whatever the page; one statement. */
export async function countRows(
  scope: Scope,
  connection: Connection,
  entity: EntityName,
  plan: PagePlan,
): Promise<number> {
  return connection.$count(entities[entity].table, listCondition(scope, entity, plan));
}

export async function countRowsByParent(
  scope: Scope,
  connection: Connection,
  name: AssociationName,
  parents: readonly string[],
  plan: PagePlan,
): Promise<Map<string, number>> {
  const { entity, key, belongsTo } = associations[name];
  const counted = connection
    .select({ count: sql<number>`count(*)::int`.as("count") })
    .from(entities[entity].table)
    .where(and(belongsTo(sql`parent.key`), listCondition(scope, entity, plan)))
    .as("counted");
  const found = await connection
    .select({ parent: sql<string>`parent.key`, count: counted.count })
    .from(sql`unnest(${sql.param([...parents])}::${sql.raw(key)}[]) as parent(key)`)
    .crossJoinLateral(counted);
  return new Map(found.map(({ parent, count }) => [parent, count]));
}

function listCondition(scope: Scope, entity: EntityName, plan: PagePlan): SQL | undefined {
  return and(visibleTo(scope, entity), plan.filter ? compileFilter(scope, entity, plan.filter) : undefined);
}

function pageCondition(scope: Scope, entity: EntityName, plan: PagePlan): SQL | undefined {
  return and(
    listCondition(scope, entity, plan),
    plan.after ? beyond(plan.sort, plan.after, false) : undefined,
    plan.before ? beyond(plan.sort, plan.before, true) : undefined,
  );
}

/** The rows behind a position, or (mirrored) before it. */
function beyond(sort: readonly SortKey[], position: Position, mirrored: boolean): SQL {
  const descending = sort.map((key) => key.descending !== mirrored);
  const columns = sort.map(({ column }) => sql`${column}`);
  const values = position.map((value) => sql`${value}`);
  if (descending.every((one) => one === descending[0])) {
    // One row comparison, because that is what an index on the sort columns can answer.
    return sql`(${sql.join(columns, sql`, `)}) ${sql.raw(descending[0] ? "<" : ">")} (${sql.join(values, sql`, `)})`;
  }
  const alternatives = columns.map((column, index) => {
    const equalBefore = columns.slice(0, index).map((previous, at) => sql`${previous} = ${values[at]}`);
    return sql`(${sql.join([...equalBefore, sql`${column} ${sql.raw(descending[index] ? "<" : ">")} ${values[index]}`], sql` and `)})`;
  });
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

function ordering(plan: PagePlan): SQL[] {
  return orderingOf(plan, (column) => column);
}

function orderingOf(plan: PagePlan, columnOf: (column: PgColumn) => PgColumn): SQL[] {
  return plan.sort.map(({ column, descending }) =>
    descending !== plan.backward ? desc(columnOf(column)) : asc(columnOf(column)),
  );
}

function toPage(entity: EntityName, plan: PagePlan, rowsAndOneMore: readonly Row[]): Page {
  const rows = rowsAndOneMore.slice(0, plan.size);
  if (plan.backward) rows.reverse();
  const more = rowsAndOneMore.length > plan.size;
  const fields = plan.sort.map(({ column }) => fieldOf(entities[entity].table, column));
  return {
    rows,
    hasNextPage: plan.backward ? plan.before !== null : more,
    hasPreviousPage: plan.backward ? more : plan.after !== null,
    cursorOf: (row) =>
      encodeCursor(
        plan.order,
        fields.map((field) => textOf(row[field])),
      ),
  };
}

function fieldOf(table: Parameters<typeof getTableColumns>[0], column: PgColumn): string {
  const found = Object.entries(getTableColumns(table)).find(([, candidate]) => candidate === column);
  if (!found) throw new Error(`the sort column ${column.name} is not of its entity's table`);
  return found[0];
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
