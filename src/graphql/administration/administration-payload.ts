import { Field, ObjectType } from "type-graphql";
import { KmsRegistration } from "../kms/kms-type.ts";
import { Datastore } from "../storage/storage-type.ts";
import { UserError } from "../user-error-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";

@ObjectType()
abstract class AdministrationPayload {
  @Field(() => [UserError], { description: "Why nothing was changed; empty where it was." })
  userErrors!: UserError[];
}

@ObjectType({ description: "What became of updateVCenter.", simpleResolvers: true })
export class UpdateVCenterPayload extends AdministrationPayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter as it is now; null where nothing was changed." })
  vcenter!: VCenter | null;
}

@ObjectType({ description: "What became of registerKms.", simpleResolvers: true })
export class RegisterKmsPayload extends AdministrationPayload {
  @Field(() => KmsRegistration, { nullable: true, description: "The registration; null where nothing was changed." })
  kmsRegistration!: KmsRegistration | null;
}

@ObjectType({ description: "What became of setDefaultKeyProvider.", simpleResolvers: true })
export class SetDefaultKeyProviderPayload extends AdministrationPayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter as it is now; null where nothing was changed." })
  vcenter!: VCenter | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster as it is now, if the default was set on one." })
  cluster!: Cluster | null;
}

@ObjectType({ description: "What became of mountStorageVolume.", simpleResolvers: true })
export class MountStorageVolumePayload extends AdministrationPayload {
  @Field(() => Datastore, {
    nullable: true,
    description: "The datastore that the volume is mounted as; null where nothing was changed.",
  })
  datastore!: Datastore | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster; null where nothing was changed." })
  cluster!: Cluster | null;
}
