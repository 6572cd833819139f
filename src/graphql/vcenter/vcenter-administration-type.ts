import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { ConnectionStatus as ConnectionStatusValue } from "../../validation/vocabulary.ts";
import { ChangePayload } from "../change-payload.ts";
import { ConnectionStatus } from "../enums.ts";
import { Cluster } from "./cluster-type.ts";
import { VCenter } from "./vcenter-type.ts";

@InputType({ description: "A vCenter to register. Omitted facts are not known." })
export class RegisterVCenterInput {
  @Field(() => String, { description: "Its name, unique over all vCenters." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Its version, for example 8.0.2, 7.0U2 or 7.0 Update 2." })
  version?: string | null;

  @Field(() => String, { nullable: true, description: "Its build number." })
  build?: string | null;

  @Field(() => ConnectionStatus, { defaultValue: "CONNECTED", description: "Whether the vCenter can be reached." })
  status!: ConnectionStatusValue;

  @Field(() => Boolean, { nullable: true, description: "Whether fast cross-vCenter vApp instantiation is active." })
  fastCrossVcenterInstantiation?: boolean | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "True: the vCenter has no key providers yet. Default: false, its key providers are not known.",
  })
  kmsInventoried!: boolean;
}

@ObjectType({ description: "The result of registerVCenter.", simpleResolvers: true })
export class RegisterVCenterPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter. Null if it was not registered." })
  vcenter!: VCenter | null;
}

@InputType({ description: "A vCenter to update. Omitted fields stay unchanged. Null: not known." })
export class UpdateVCenterInput {
  @Field(() => ID, { description: "The vCenter to change." })
  vcenterId!: string;

  @Field(() => String, { nullable: true, description: "Its version, for example 8.0.2, 7.0U2 or 7.0 Update 2." })
  version?: string | null;

  @Field(() => String, { nullable: true, description: "Its build number." })
  build?: string | null;

  @Field(() => ConnectionStatus, { nullable: true, description: "Whether the vCenter can be reached." })
  status?: ConnectionStatusValue | null;

  @Field(() => Boolean, { nullable: true, description: "Whether fast cross-vCenter vApp instantiation is active." })
  fastCrossVcenterInstantiation?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "True: the list of KMS registrations is complete." })
  kmsInventoried?: boolean | null;
}

@ObjectType({ description: "The result of updateVCenter.", simpleResolvers: true })
export class UpdateVCenterPayload extends ChangePayload {
  @Field(() => VCenter, {
    nullable: true,
    description: "The vCenter in its current state. Null if nothing was changed.",
  })
  vcenter!: VCenter | null;
}

@InputType({ description: "A cluster to update. Omitted fields stay unchanged." })
export class UpdateClusterInput {
  @Field(() => ID, { description: "The cluster to change." })
  clusterId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The highest virtual hardware version that all hosts support, for example 21 for vmx-21. Null: not known.",
  })
  maxHardwareVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: "True: the list of mounted storage volumes is complete." })
  storageInventoried?: boolean | null;
}

@ObjectType({ description: "The result of updateCluster.", simpleResolvers: true })
export class UpdateClusterPayload extends ChangePayload {
  @Field(() => Cluster, {
    nullable: true,
    description: "The cluster in its current state. Null if nothing was changed.",
  })
  cluster!: Cluster | null;
}
