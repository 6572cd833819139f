import { type ClassType, Field, ID, InputType } from "type-graphql";
import type { EntityName, Rows } from "../inventory/access/entities.ts";
import { Refusal } from "../inventory/access/refusal.ts";
import type { Reader } from "../inventory/reading/reader.ts";
import { defineClass } from "./define-class.ts";
import { rowId } from "./global-id.ts";

export interface Lookup {
  readonly id?: string;
  readonly name?: string;
}

/** The input types by which one object is asked for; `buildGatewaySchema` marks them `@oneOf`. */
export const lookupTypeNames: string[] = [];

export function defineLookup(entity: EntityName, uniqueness: string): ClassType<Lookup> {
  const name = `${entity}By`;
  const By = defineClass<Lookup>(name);
  lookupTypeNames.push(name);
  InputType(name, { description: "The object to find. Give exactly one." })(By);
  Field(() => ID, { nullable: true, description: "The ID." })(By.prototype, "id");
  Field(() => String, { nullable: true, description: `The exact name. ${uniqueness}` })(By.prototype, "name");
  return By;
}

/**
 * The one object that is asked for; null where no object has the name.
 * @throws Refusal NOT_FOUND for an id without an object; BAD_USER_INPUT for a name that several have.
 */
export async function lookUp<E extends EntityName>(reader: Reader, entity: E, by: Lookup): Promise<Rows[E] | null> {
  if (by.id != null) {
    const found = await reader.find(entity, rowId(entity, by.id, "by.id"));
    if (!found) throw new Refusal("NOT_FOUND", `by.id: no ${entity} has the id ${JSON.stringify(by.id)}.`);
    return found;
  }
  const { rows, hasNextPage } = await reader.list(entity, { first: 1, filter: { name: { eq: by.name } } });
  if (hasNextPage) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `by.name: more than one ${entity} is named ${JSON.stringify(by.name)}; ask by id, or list them with a filter.`,
    );
  }
  return (rows[0] as Rows[E] | undefined) ?? null;
}
