import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";

@ObjectType({
  description: "A LUN, an NFS export or a vSAN. vCenters mount it as datastores, each under a name of its own.",
  implements: Node,
  simpleResolvers: true,
})
export class StorageVolume extends Node {
  @Field(() => String, { description: "Unique over all storage volumes." })
  name!: string;

  @Field(() => String, { description: "Its real identity, e.g. naa.600a0980…: what makes storage shared." })
  uuid!: string;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

@ObjectType({ description: "A vCenter's name for a storage volume.", implements: Node, simpleResolvers: true })
export class Datastore extends Node {
  @Field(() => String, { description: "Unique within its vCenter; says nothing of whether storage is shared." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

export const StorageVolumeBy = defineLookup("StorageVolume", "Unique.");
export const StorageVolumeList = defineList("StorageVolume", () => StorageVolume, "storage volumes");
export const DatastoreList = defineList("Datastore", () => Datastore, "datastores");
