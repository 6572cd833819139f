import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { ConnectionStatus as ConnectionStatusValue } from "../../validation/vocabulary.ts";
import { ChangePayload } from "../change-payload.ts";
import { ConnectionStatus } from "../enums.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";

@InputType({ description: "A vCenter to register. What is left out is not known." })
export class RegisterVCenterInput {
  @Field(() => String, { description: "Its name, unique over all vCenters." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Its version, e.g. 8.0.2, 7.0U2 or 7.0 Update 2." })
  version?: string | null;

  @Field(() => String, { nullable: true, description: "Its build number." })
  build?: string | null;

  @Field(() => ConnectionStatus, { defaultValue: "CONNECTED", description: "Whether it answers." })
  status!: ConnectionStatusValue;

  @Field(() => Boolean, { nullable: true, description: "Whether fast cross-vCenter vApp instantiation is active." })
  fastCrossVcenterInstantiation?: boolean | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether all of its KMS registrations are listed, of which there are none yet; until somebody says so, one that is not listed may be there all the same.",
  })
  kmsInventoried!: boolean;
}

@ObjectType({ description: "What became of registerVCenter.", simpleResolvers: true })
export class RegisterVCenterPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter; null where it was not registered." })
  vcenter!: VCenter | null;
}

@InputType({ description: "A change of a vCenter. What is left out stays; null makes it not known." })
export class UpdateVCenterInput {
  @Field(() => ID, { description: "The vCenter to change." })
  vcenterId!: string;

  @Field(() => String, { nullable: true, description: "Its version, e.g. 8.0.2, 7.0U2 or 7.0 Update 2." })
  version?: string | null;

  @Field(() => String, { nullable: true, description: "Its build number." })
  build?: string | null;

  @Field(() => ConnectionStatus, { nullable: true, description: "Whether it answers." })
  status?: ConnectionStatusValue | null;

  @Field(() => Boolean, { nullable: true, description: "Whether fast cross-vCenter vApp instantiation is active." })
  fastCrossVcenterInstantiation?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether all of its KMS registrations are listed." })
  kmsInventoried?: boolean | null;
}

@ObjectType({ description: "What became of updateVCenter.", simpleResolvers: true })
export class UpdateVCenterPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter as it is now; null where nothing was changed." })
  vcenter!: VCenter | null;
}

@InputType({ description: "A change of a cluster. What is left out stays." })
export class UpdateClusterInput {
  @Field(() => ID, { description: "The cluster to change." })
  clusterId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The highest hardware version that all of its hosts run, 21 for vmx-21; null makes it not known.",
  })
  maxHardwareVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: "Whether all storage volumes that it mounts are listed." })
  storageInventoried?: boolean | null;
}

@ObjectType({ description: "What became of updateCluster.", simpleResolvers: true })
export class UpdateClusterPayload extends ChangePayload {
  @Field(() => Cluster, { nullable: true, description: "The cluster as it is now; null where nothing was changed." })
  cluster!: Cluster | null;
}
