import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type {
  ConnectionStatus as ConnectionStatusValue,
  KmsType as KmsTypeValue,
} from "../../validation/vocabulary.ts";
import { ChangePayload } from "../change-payload.ts";
import { ConnectionStatus, KmsType } from "../enums.ts";
import { KmsRegistration } from "../kms/kms-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";

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

@ObjectType({ description: "What became of registerKms.", simpleResolvers: true })
export class RegisterKmsPayload extends ChangePayload {
  @Field(() => KmsRegistration, { nullable: true, description: "The registration; null where nothing was changed." })
  kmsRegistration!: KmsRegistration | null;
}

@InputType({
  description:
    "A change of a key provider's registration on a vCenter. What is left out stays. The name says which one it is, and cannot change: vSphere takes another name for another key provider.",
})
export class UpdateKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, { description: "The key provider's name." })
  name!: string;

  @Field(() => KmsType, { nullable: true, description: "Its kind." })
  type?: KmsTypeValue | null;

  @Field(() => ConnectionStatus, { nullable: true, description: "Whether the vCenter reaches it." })
  status?: ConnectionStatusValue | null;

  @Field(() => String, {
    nullable: true,
    description: "Fingerprint of the KMS behind it; null makes it not known.",
  })
  kmsClusterUuid?: string | null;

  @Field(() => [KmsServerInput], {
    nullable: true,
    description: "All of its servers, in place of those that it has.",
  })
  servers?: KmsServerInput[] | null;
}

@ObjectType({ description: "What became of updateKms.", simpleResolvers: true })
export class UpdateKmsPayload extends ChangePayload {
  @Field(() => KmsRegistration, {
    nullable: true,
    description: "The registration as it is now; null where nothing was changed.",
  })
  kmsRegistration!: KmsRegistration | null;
}

@InputType({
  description:
    "A key provider to take off a vCenter. Nothing is decrypted by that. It is refused (KMS_IN_USE) while the key provider is the default of the vCenter or of a cluster, always; and while it encrypts VMs or templates on the vCenter, unless it is forced.",
})
export class UnregisterKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, { description: "The key provider's name." })
  name!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to do it though the key provider encrypts VMs or templates there: they keep its name, go to no other vCenter that does not have it, and are as before once it is registered again.",
  })
  force!: boolean;
}

@ObjectType({ description: "What became of unregisterKms.", simpleResolvers: true })
export class UnregisterKmsPayload extends ChangePayload {
  @Field(() => VCenter, {
    nullable: true,
    description: "The vCenter without it; null where nothing was changed.",
  })
  vcenter!: VCenter | null;
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

@ObjectType({ description: "What became of setDefaultKeyProvider.", simpleResolvers: true })
export class SetDefaultKeyProviderPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter as it is now; null where nothing was changed." })
  vcenter!: VCenter | null;

  @Field(() => Cluster, { nullable: true, description: "The cluster as it is now, if the default was set on one." })
  cluster!: Cluster | null;
}
