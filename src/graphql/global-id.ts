import { type EntityName, entities } from "../inventory/access/entities.ts";
import { Refusal } from "../inventory/access/refusal.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of the API: opaque to its clients, and of one object of one type over the whole estate. */
export function toGlobalId(type: EntityName, id: string): string {
  return Buffer.from(`${type}:${id}`, "utf8").toString("base64url");
}

/** What was given as an id is none that this API gave, or is the id of another kind of object. */
export class InvalidId extends Refusal {
  readonly given: string;

  constructor(code: "BAD_USER_INPUT" | "NOT_FOUND", message: string, given: string) {
    super(code, message);
    this.given = given;
  }
}

/** @throws InvalidId BAD_USER_INPUT for what this API never gave as an id. */
export function fromGlobalId(globalId: string, argument: string): { type: EntityName; id: string } {
  const [type = "", id = ""] = Buffer.from(globalId, "base64url").toString("utf8").split(":");
  if (!Object.hasOwn(entities, type) || !UUID.test(id) || toGlobalId(type as EntityName, id) !== globalId) {
    throw new InvalidId(
      "BAD_USER_INPUT",
      `${argument}: found ${JSON.stringify(globalId)}, expected an id that this API gave.`,
      globalId,
    );
  }
  return { type: type as EntityName, id };
}

/**
 * The row id in a global id that must be of one type.
 * @throws InvalidId NOT_FOUND for an id of another type.
 */
export function rowId(type: EntityName, globalId: string, argument: string): string {
  const found = fromGlobalId(globalId, argument);
  if (found.type !== type) {
    const message = `${argument}: found the id of a ${found.type}, expected that of a ${type}.`;
    throw new InvalidId("NOT_FOUND", message, globalId);
  }
  return found.id;
}

export function rowIdOrNull(type: EntityName, globalId: string | null | undefined, argument: string): string | null {
  return globalId == null ? null : rowId(type, globalId, argument);
}
