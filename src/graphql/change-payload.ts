import { Field, ObjectType } from "type-graphql";
import type { Changed } from "../inventory/access/changed.ts";
import { UserError } from "./user-error-type.ts";

/** What each change of the estate that is made at once answers with, beside what it changed. */
@ObjectType()
export abstract class ChangePayload {
  @Field(() => [UserError], { description: "Why the change was refused. Empty if it was made." })
  userErrors!: UserError[];
}

export function userErrors({ refusal }: Changed<unknown>) {
  return refusal ? [{ __typename: "AdministrationUserError", ...refusal }] : [];
}
