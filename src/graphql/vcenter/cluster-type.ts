import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "A cluster of hosts of a vCenter.", implements: Node, simpleResolvers: true })
@shows<Rows["Cluster"]>()
export class Cluster extends Node {
  @Field(() => String, { description: "Unique within its vCenter." })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The highest virtual hardware version that all hosts support, for example 21 for vmx-21. Null: not known.",
  })
  maxHardwareVersion!: number | null;

  @Field(() => Boolean, {
    description: "True: the list of datastores is complete. False: other volumes may be mounted.",
  })
  storageInventoried!: boolean;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

export const ClusterBy = defineLookup("Cluster", "Unique within a vCenter only.");
export const ClusterList = defineList("Cluster", () => Cluster, "clusters");
