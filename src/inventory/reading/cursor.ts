import type { PgColumn } from "drizzle-orm/pg-core";
import { Refusal } from "../access/refusal.ts";

/** A row's place in an ordered list: its values of the sort columns, as text. */
export type Position = readonly string[];

interface SortColumn {
  readonly column: PgColumn;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Keyset, not offset: a row that is inserted or deleted before the cursor moves nothing behind it. */
export function encodeCursor(order: string, position: Position): string {
  return Buffer.from(JSON.stringify([order, ...position]), "utf8").toString("base64url");
}

/** @throws Refusal BAD_USER_INPUT for a cursor that is not one of this list in this order. */
export function decodeCursor(argument: string, cursor: string, order: string, sort: readonly SortColumn[]): Position {
  const decoded = parse(cursor);
  if (!decoded || decoded.length !== decoded.filter((part) => typeof part === "string").length) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `${argument}: found ${JSON.stringify(cursor)}, expected a cursor that a page gave.`,
    );
  }
  const [foundOrder, ...position] = decoded as string[];
  if (foundOrder !== order) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `${argument}: found a cursor of a list ordered by ${foundOrder}, expected one of this list, ordered by ${order}.`,
    );
  }
  const fits = position.length === sort.length && position.every((value, index) => isValue(sort[index], value));
  if (!fits) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `${argument}: found ${JSON.stringify(cursor)}, expected a cursor that a page gave.`,
    );
  }
  return position;
}

function parse(cursor: string): unknown[] | null {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

function isValue(sort: SortColumn | undefined, value: string): boolean {
  if (sort?.column.dataType === "date") return !Number.isNaN(Date.parse(value));
  if (sort?.column.getSQLType() === "uuid") return UUID.test(value);
  return !value.includes("\0");
}
