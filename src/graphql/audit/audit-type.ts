import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { AuditOutcome } from "../enums.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";

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
    description:
      "SHA-256 of the input in hex, with its fields sorted: equal inputs are recognised, and none is revealed.",
  })
  inputSha256!: string;

  @Field(() => AuditOutcome, { description: "How it was answered." })
  outcome!: string;
}

export const AuditEntryList = defineList("AuditEntry", () => AuditEntry, "entries of the audit log");
