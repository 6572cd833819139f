import { encodeCursor, type Position } from "./cursor.ts";
import type { PagePlan } from "./page-arguments.ts";
import type { ListedPage } from "./reader.ts";

/** A page, forward, of a list that is in memory as a whole and in the plan's ascending order. */
export function pageOfList<R>(plan: PagePlan, list: readonly R[], positionOf: (row: R) => Position): ListedPage<R> {
  const { after } = plan;
  const start = after ? list.findIndex((row) => comparePositions(positionOf(row), after) > 0) : 0;
  const rest = start < 0 ? [] : list.slice(start);
  return {
    rows: rest.slice(0, plan.size),
    hasNextPage: rest.length > plan.size,
    hasPreviousPage: after !== null,
    cursorOf: (row) => encodeCursor(plan.order, positionOf(row)),
    totalCount: async () => list.length,
  };
}

/** Byte by byte, as the database orders names. */
function comparePositions(one: Position, other: Position): number {
  for (const [index, value] of one.entries()) {
    const compared = Buffer.compare(Buffer.from(value), Buffer.from(other[index] ?? ""));
    if (compared !== 0) return compared;
  }
  return 0;
}
