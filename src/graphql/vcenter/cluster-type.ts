import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";

@ObjectType({ description: "A cluster of hosts of a vCenter.", implements: Node, simpleResolvers: true })
export class Cluster extends Node {
  @Field(() => String, { description: "Unique within its vCenter." })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The highest hardware version that all of its hosts run, 21 for vmx-21; null is not known.",
  })
  maxHardwareVersion!: number | null;

  @Field(() => Boolean, {
    description:
      "Whether all of its datastores are listed. If not, a volume that is not listed may be mounted all the same.",
  })
  storageInventoried!: boolean;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

export const ClusterBy = defineLookup("Cluster", "Unique within a vCenter only.");
export const ClusterList = defineList("Cluster", () => Cluster, "clusters");
