import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";
import { Machine } from "./machine-type.ts";

@ObjectType({
  description: "A VM that a vCenter has and no VDC knows: what can be imported.",
  implements: Node,
  simpleResolvers: true,
})
export class UnmanagedVm extends Machine {
  @Field(() => String, { description: "Unique within its vCenter, or within its unmanaged vApp." })
  name!: string;
}

@ObjectType({
  description: "A vApp that a vCenter has and no VDC knows: what can be imported.",
  implements: Node,
  simpleResolvers: true,
})
export class UnmanagedVapp extends Node {
  @Field(() => String, { description: "Unique within its vCenter." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

export const UnmanagedVmList = defineList("UnmanagedVm", () => UnmanagedVm, "unmanaged VMs");
export const UnmanagedVappList = defineList("UnmanagedVapp", () => UnmanagedVapp, "unmanaged vApps");
