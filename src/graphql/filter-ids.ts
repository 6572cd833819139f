import { type EntityName, entities } from "../inventory/access/entities.ts";
import type { Comparison, Filter } from "../inventory/reading/filter.ts";
import { fromGlobalId } from "./global-id.ts";

/**
 * A filter with the ids of rows in the places where its caller gave ids of the API.
 * @throws Refusal BAD_USER_INPUT for what this API never gave as an id.
 */
export function withRowIds(entity: EntityName, filter: Filter, path = "filter"): Filter {
  return mapValues(filter, (key, value) => rowIdsOf(entity, key, value, `${path}.${key}`));
}

function rowIdsOf(entity: EntityName, key: string, value: unknown, path: string): unknown {
  if (value == null) return value;
  if (key === "and" || key === "or") {
    return (value as Filter[]).map((one, index) => withRowIds(entity, one, `${path}[${index}]`));
  }
  if (key === "not") return withRowIds(entity, value as Filter, path);
  const { columns, relations } = entities[entity];
  const relation = relations[key];
  if (relation) return withRowIds(relation.to, value as Filter, path);
  return columns[key]?.getSQLType() === "uuid" ? comparisonOfIds(value as Comparison, path) : value;
}

function comparisonOfIds(comparison: Comparison, path: string): Comparison {
  const idOf = (value: unknown, at: string) => (value == null ? value : fromGlobalId(value as string, at).id);
  return mapValues(comparison, (name, operand) => {
    const at = `${path}.${name}`;
    return Array.isArray(operand) ? operand.map((one, index) => idOf(one, `${at}[${index}]`)) : idOf(operand, at);
  });
}

function mapValues(object: Filter, change: (key: string, value: unknown) => unknown): Filter {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)]));
}
