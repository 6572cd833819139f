import type { EntityName } from "../inventory/access/entities.ts";
import type { Reader } from "../inventory/reading/reader.ts";

/** The object that a row names by type and id, as a Node; null where it names none, or that is no more. */
export async function findNode(reader: Reader, type: string | null, id: string | null): Promise<object | null> {
  if (type === null || id === null) return null;
  const row = await reader.find(type as EntityName, id);
  return row && { ...row, __typename: type };
}
