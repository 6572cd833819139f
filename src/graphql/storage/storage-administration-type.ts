import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { Datastore } from "./storage-type.ts";

@InputType({ description: "A storage volume to mount in a cluster." })
export class MountStorageVolumeInput {
  @Field(() => ID, { description: "The volume." })
  storageVolumeId!: string;

  @Field(() => ID, { description: "The cluster." })
  clusterId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The name of the new datastore, if the vCenter does not have the volume yet. Default: the volume's name.",
  })
  datastoreName?: string | null;
}

@ObjectType({ description: "The result of mountStorageVolume.", simpleResolvers: true })
export class MountStorageVolumePayload extends ChangePayload {
  @Field(() => Datastore, {
    nullable: true,
    description: "The datastore of the volume. Null if nothing was changed.",
  })
  datastore!: Datastore | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster. Null if nothing was changed." })
  cluster!: Cluster | null;
}

@InputType({
  description:
    "A storage volume to unmount from a cluster. It is refused (STORAGE_IN_USE) while a VM, a template or an unmanaged VM of the cluster has files on it.",
})
export class UnmountStorageVolumeInput {
  @Field(() => ID, { description: "The volume." })
  storageVolumeId!: string;

  @Field(() => ID, { description: "The cluster." })
  clusterId!: string;
}

@ObjectType({ description: "The result of unmountStorageVolume.", simpleResolvers: true })
export class UnmountStorageVolumePayload extends ChangePayload {
  @Field(() => Datastore, {
    nullable: true,
    description: "The datastore. The vCenter keeps it. Null if nothing was changed.",
  })
  datastore!: Datastore | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster. Null if nothing was changed." })
  cluster!: Cluster | null;
}
