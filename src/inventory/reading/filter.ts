import { and, eq, gt, gte, inArray, lt, lte, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { type PgColumn, QueryBuilder } from "drizzle-orm/pg-core";
import { type EntityName, entities } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";

/** Comparators of one field, e.g. `{ startsWith: "web-" }`; several must all hold. */
export type Comparison = Readonly<Record<string, unknown>>;
/** A filter as its caller gave it: fields, relations, and `and`, `or`, `not`; all of them must hold. */
export type Filter = Readonly<Record<string, unknown>>;

type Comparator = (column: PgColumn, value: never) => SQL;

// `starts_with` and `strpos` compare byte by byte like the columns' C collation does, and need no escaping.
const comparators: Readonly<Record<string, Comparator>> = {
  eq: (column, value) => eq(column, value),
  ne: (column, value) => ne(column, value),
  in: (column, values: unknown[]) => (values.length > 0 ? inArray(column, values) : sql`false`),
  notIn: (column, values: unknown[]) => (values.length > 0 ? notInArray(column, values) : sql`true`),
  contains: (column, value) => sql`strpos(${column}, ${value}) > 0`,
  startsWith: (column, value) => sql`starts_with(${column}, ${value})`,
  gt: (column, value) => gt(column, value),
  gte: (column, value) => gte(column, value),
  lt: (column, value) => lt(column, value),
  lte: (column, value) => lte(column, value),
};

const query = new QueryBuilder();

/** A filter as a condition on the entity's table. Field names are the schema's, so an unknown one is a bug. */
export function compileFilter(scope: Scope, entity: EntityName, filter: Filter, path = "filter"): SQL | undefined {
  refuseDepth(path);
  const conditions = Object.entries(filter).map(([key, value]) => {
    const at = `${path}.${key}`;
    if (value === undefined) return undefined;
    refuseNull(value, at);
    if (key === "and") return and(...all(scope, entity, value as Filter[], at));
    if (key === "or")
      return (value as Filter[]).length > 0 ? or(...all(scope, entity, value as Filter[], at)) : sql`false`;
    // Where nothing can be said of a row, as of the vApp of a VM that is in none, the filter does not hold.
    if (key === "not") return sql`(${compileFilter(scope, entity, value as Filter, at) ?? sql`true`}) is not true`;
    return compileField(scope, entity, key, value as Filter, at);
  });
  return and(...conditions);
}

function all(scope: Scope, entity: EntityName, filters: readonly Filter[], path: string): SQL[] {
  refuseLength(filters, path);
  return filters.map((filter, index) => compileFilter(scope, entity, filter, `${path}[${index}]`) ?? sql`true`);
}

function compileField(scope: Scope, entity: EntityName, key: string, value: Filter, path: string): SQL | undefined {
  const { columns, relations } = entities[entity];
  const relation = relations[key];
  if (relation) {
    const { table } = entities[relation.to];
    const related = and(visibleTo(scope, relation.to), compileFilter(scope, relation.to, value, path));
    return inArray(relation.column, query.select({ id: table.id }).from(table).where(related));
  }
  const column = columns[key];
  if (!column) throw new Error(`the filter of ${entity} has a field that its entity has not: ${key}`);
  return and(...Object.entries(value).map(([name, operand]) => compare(column, name, operand, `${path}.${name}`)));
}

function compare(column: PgColumn, name: string, operand: unknown, path: string): SQL | undefined {
  if (operand === undefined) return undefined;
  refuseNull(operand, path);
  refuseLength(operand, path);
  const comparator = comparators[name];
  if (!comparator) throw new Error(`unknown comparator: ${name}`);
  return comparator(column, operand as never);
}

/** What a person or a dashboard asks is a few deep; each level costs stack here and planning in Postgres. */
const MAX_DEPTH = 20;
/** A page's worth of ids, ten times; Postgres takes 65,535 parameters in a statement. */
const MAX_VALUES = 1_000;

function refuseDepth(path: string): void {
  if (path.split(".").length > MAX_DEPTH) {
    const start = path.split(".").slice(0, 3).join(".");
    throw new Refusal(
      "BAD_USER_INPUT",
      `${start}…: found a filter more than ${MAX_DEPTH} deep, expected a flatter one.`,
    );
  }
}

function refuseLength(operand: unknown, path: string): void {
  if (Array.isArray(operand) && operand.length > MAX_VALUES) {
    throw new Refusal("BAD_USER_INPUT", `${path}: found ${operand.length} values, expected ${MAX_VALUES} at the most.`);
  }
}

/** GraphQL lets null stand for every input; here it would silently widen the list to everything. */
function refuseNull(value: unknown, path: string): void {
  if (value === null) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `${path}: found null, expected a value; leave it out where it is not to count.`,
    );
  }
}
