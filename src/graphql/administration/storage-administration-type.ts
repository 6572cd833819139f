import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Datastore } from "../storage/storage-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";

@InputType({ description: "A storage volume to mount in a cluster." })
export class MountStorageVolumeInput {
  @Field(() => ID, { description: "The volume." })
  storageVolumeId!: string;

  @Field(() => ID, { description: "The cluster." })
  clusterId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What the cluster's vCenter is to call it, where it does not know it yet; the volume's name if left out.",
  })
  datastoreName?: string | null;
}

@ObjectType({ description: "What became of mountStorageVolume.", simpleResolvers: true })
export class MountStorageVolumePayload extends ChangePayload {
  @Field(() => Datastore, {
    nullable: true,
    description: "The datastore that the volume is mounted as; null where nothing was changed.",
  })
  datastore!: Datastore | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster; null where nothing was changed." })
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

@ObjectType({ description: "What became of unmountStorageVolume.", simpleResolvers: true })
export class UnmountStorageVolumePayload extends ChangePayload {
  @Field(() => Datastore, {
    nullable: true,
    description: "The datastore as which the vCenter goes on knowing the volume; null where nothing was changed.",
  })
  datastore!: Datastore | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster without it; null where nothing was changed." })
  cluster!: Cluster | null;
}
