import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { AuditOutcome } from "../enums.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "Why a mutation was refused, as its requester was told.", simpleResolvers: true })
export class AuditReason {
  @Field(() => String, { description: "Why, for programs: a UserErrorCode, or the code of an error." })
  code!: string;

  @Field(() => String, { description: "The reason, as text for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the input field that caused it. Null if no single field did.",
  })
  field!: readonly string[] | null;
}

@ObjectType({
  description: "One request to change something, and its answer. Entries are never changed or removed.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["AuditEntry"]>()
export class AuditEntry extends Node {
  @Field(() => GraphQLDateTime, { description: "The time of the request." })
  at!: Date;

  @Field(() => String, { description: "The user who made the request." })
  actor!: string;

  @Field(() => String, { description: "The mutation, for example `copyVm`." })
  mutation!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The object's name at that time. It is kept after the object is renamed or deleted. Null if the object did not exist or has no name.",
  })
  objectName!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The text that was given as an ID, if it was malformed or named another type of object: at most 255 characters. Null otherwise.",
  })
  invalidId!: string | null;

  @Field(() => String, {
    description:
      "SHA-256 of the input with sorted keys, in hex. Two entries with the same hash had the same input. The input itself is not kept.",
  })
  inputSha256!: string;

  @Field(() => AuditOutcome, { description: "The outcome." })
  outcome!: string;

  @Field(() => [AuditReason], { description: "Why the request was refused. Empty if it was accepted." })
  reasons!: readonly AuditReason[];
}

export const AuditEntryList = defineList("AuditEntry", () => AuditEntry, "entries of the audit log");
