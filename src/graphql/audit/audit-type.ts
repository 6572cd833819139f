import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, ObjectType } from "type-graphql";
import { AuditOutcome } from "../enums.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";

@ObjectType({ description: "Why a mutation was refused, as its requester was told.", simpleResolvers: true })
export class AuditReason {
  @Field(() => String, { description: "Why, for programs: a UserErrorCode, or the code of an error." })
  code!: string;

  @Field(() => String, { description: "Why, for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the input's field at fault; null where no single field is.",
  })
  field!: string[] | null;
}

@ObjectType({
  description: "One mutation that was asked for, and the answer. The audit log only grows.",
  implements: Node,
  simpleResolvers: true,
})
export class AuditEntry extends Node {
  @Field(() => GraphQLDateTime, { description: "When it was asked for." })
  at!: Date;

  @Field(() => String, { description: "Who asked." })
  actor!: string;

  @Field(() => String, { description: "The mutation, e.g. `copyVm`." })
  mutation!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The name that the object had then. It stays when the object is renamed or deleted. Null where there was no such object, or where it has no name.",
  })
  objectName!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "What was given as an id, where it was malformed or the id of another kind of object; null otherwise. The first 255 characters.",
  })
  invalidId!: string | null;

  @Field(() => String, {
    description:
      "SHA-256 of the input in hex, with its fields sorted: equal inputs are recognised, and none is revealed.",
  })
  inputSha256!: string;

  @Field(() => AuditOutcome, { description: "How it was answered." })
  outcome!: string;

  @Field(() => [AuditReason], { description: "Why it was refused; empty where it was not." })
  reasons!: AuditReason[];
}

export const AuditEntryList = defineList("AuditEntry", () => AuditEntry, "entries of the audit log");
