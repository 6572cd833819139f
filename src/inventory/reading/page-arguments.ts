import type { PgColumn } from "drizzle-orm/pg-core";
import { type EntityName, entities } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import { decodeCursor, type Position } from "./cursor.ts";
import type { Filter } from "./filter.ts";

export const DEFAULT_PAGE_SIZE = 20;
/** What one page may hold: a nested page multiplies, and a screen shows fewer. */
export const MAX_PAGE_SIZE = 100;

export interface OrderBy {
  readonly field: string;
  readonly direction: "ASC" | "DESC";
}

/** A connection's arguments as its caller gave them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  readonly filter?: Filter | null | undefined;
  readonly orderBy?: readonly OrderBy[] | null | undefined;
}

export interface SortKey {
  readonly column: PgColumn;
  readonly descending: boolean;
}

/** The arguments, checked: one direction to read in, from at most one position on either side. */
export interface PagePlan {
  readonly size: number;
  /** Read from the end: `last` was given. */
  readonly backward: boolean;
  readonly after: Position | null;
  readonly before: Position | null;
  readonly filter: Filter | null;
  /** Ends with the id, so that no two rows are equal. */
  readonly sort: readonly SortKey[];
  /** What a cursor of this list says of its order, so that another list's is recognised. */
  readonly order: string;
}

/** @throws Refusal BAD_USER_INPUT naming the argument, what was found and what is expected. */
export function planPage(entity: EntityName, page: PageArguments): PagePlan {
  const { first, last } = page;
  if (first != null && last != null) {
    throw new Refusal("BAD_USER_INPUT", "first, last: found both, expected one of them.");
  }
  checkSize("first", first);
  checkSize("last", last);
  const orderBy = page.orderBy?.length ? page.orderBy : [entities[entity].defaultOrder];
  const order = orderBy.map(({ field, direction }) => `${field} ${direction}`).join(", ");
  const sort = sortKeys(entity, orderBy);
  return {
    size: first ?? last ?? DEFAULT_PAGE_SIZE,
    backward: last != null,
    after: page.after == null ? null : decodeCursor("after", page.after, order, sort),
    before: page.before == null ? null : decodeCursor("before", page.before, order, sort),
    filter: page.filter ?? null,
    sort,
    order,
  };
}

function checkSize(name: string, size: number | null | undefined): void {
  if (size != null && (size < 1 || size > MAX_PAGE_SIZE)) {
    throw new Refusal("BAD_USER_INPUT", `${name}: found ${size}, expected 1 to ${MAX_PAGE_SIZE}.`);
  }
}

function sortKeys(entity: EntityName, orderBy: readonly OrderBy[]): SortKey[] {
  const { orders, table } = entities[entity];
  const keys = orderBy.map(({ field, direction }) => {
    const column = orders[field];
    if (!column) throw new Error(`${entity} cannot be ordered by ${field}`);
    return { column, descending: direction === "DESC" };
  });
  return [...keys, { column: table.id, descending: keys.at(-1)?.descending ?? false }];
}
