import { Field, ID, InputType, Int } from "type-graphql";
import type {
  ConnectionStatus as ConnectionStatusValue,
  KmsType as KmsTypeValue,
} from "../../validation/vocabulary.ts";
import { ConnectionStatus, KmsType } from "../enums.ts";

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

@InputType({ description: "One server of a key provider." })
export class KmsServerInput {
  @Field(() => String, { description: "Unique within the registration." })
  name!: string;

  @Field(() => String, { description: "Host name or address." })
  address!: string;

  @Field(() => Int, { defaultValue: 5696, description: "TCP port; KMIP's is 5696." })
  port!: number;
}

@InputType({ description: "A key provider to register on a vCenter." })
export class RegisterKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, { description: "The key provider's name: what makes it the same one on two vCenters." })
  name!: string;

  @Field(() => KmsType, { defaultValue: "STANDARD", description: "Its kind." })
  type!: KmsTypeValue;

  @Field(() => ConnectionStatus, { defaultValue: "UNKNOWN", description: "Whether the vCenter reaches it." })
  status!: ConnectionStatusValue;

  @Field(() => String, { nullable: true, description: "Fingerprint of the KMS behind it, if it is known." })
  kmsClusterUuid?: string | null;

  @Field(() => [KmsServerInput], { nullable: true, description: "Its servers." })
  servers?: KmsServerInput[] | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether it becomes the vCenter's default key provider." })
  makeDefault!: boolean;
}

@InputType({ description: "A default key provider to set or to unset." })
export class SetDefaultKeyProviderInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "A cluster of it, to set the cluster's own default; the vCenter's if left out.",
  })
  clusterId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Name of a key provider registered on the vCenter; null: no default.",
  })
  name?: string | null;
}

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
