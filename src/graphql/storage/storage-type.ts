import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({
  description: "A LUN, an NFS export or a vSAN. vCenters mount it as datastores, each with its own name for it.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["StorageVolume"]>()
export class StorageVolume extends Node {
  @Field(() => String, { description: "Unique over all storage volumes." })
  name!: string;

  @Field(() => String, {
    description: "The real identity, for example naa.600a0980…. It tells whether two datastores are the same storage.",
  })
  uuid!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({ description: "A storage volume as one vCenter mounts it.", implements: Node, simpleResolvers: true })
@shows<Rows["Datastore"]>()
export class Datastore extends Node {
  @Field(() => String, {
    description: "The name, unique in its vCenter. Two vCenters may use different names for the same storage volume.",
  })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

export const StorageVolumeBy = defineLookup("StorageVolume", "Unique.");
export const StorageVolumeList = defineList("StorageVolume", () => StorageVolume, "storage volumes");
export const DatastoreList = defineList("Datastore", () => Datastore, "datastores");
