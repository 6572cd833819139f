import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";
import { Machine } from "./machine-type.ts";

@ObjectType({
  description: "A VM of a vCenter that is in no VDC. It can be imported.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["UnmanagedVm"]>()
export class UnmanagedVm extends Machine {
  @Field(() => String, { description: "Unique within its vCenter, or within its unmanaged vApp." })
  name!: string;
}

@ObjectType({
  description: "A vApp of a vCenter that is in no VDC. It can be imported.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["UnmanagedVapp"]>()
export class UnmanagedVapp extends Node {
  @Field(() => String, { description: "Unique within its vCenter." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

export const UnmanagedVmList = defineList("UnmanagedVm", () => UnmanagedVm, "unmanaged VMs");
export const UnmanagedVappList = defineList("UnmanagedVapp", () => UnmanagedVapp, "unmanaged vApps");
