import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type {
  ConnectionStatus as ConnectionStatusValue,
  KmsType as KmsTypeValue,
} from "../../validation/vocabulary.ts";
import { ChangePayload } from "../change-payload.ts";
import { ConnectionStatus, KmsType } from "../enums.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { KmsRegistration } from "./kms-type.ts";

@InputType({ description: "One server of a key provider." })
export class KmsServerInput {
  @Field(() => String, { description: "Unique within the registration." })
  name!: string;

  @Field(() => String, { description: "Host name or address." })
  address!: string;

  @Field(() => Int, { defaultValue: 5696, description: "The TCP port. KMIP uses 5696." })
  port!: number;
}

@InputType({ description: "A key provider to register on a vCenter." })
export class RegisterKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, {
    description: "The key provider's name. The same name on two vCenters means the same key provider.",
  })
  name!: string;

  @Field(() => KmsType, { defaultValue: "STANDARD", description: "The type of key provider." })
  type!: KmsTypeValue;

  @Field(() => ConnectionStatus, { defaultValue: "UNKNOWN", description: "Whether the vCenter can reach it." })
  status!: ConnectionStatusValue;

  @Field(() => String, {
    nullable: true,
    description: "The fingerprint of the KMS, if known. Not for a native key provider: it is made with a new key ID.",
  })
  kmsClusterUuid?: string | null;

  @Field(() => [KmsServerInput], { nullable: true, description: "Its servers." })
  servers?: KmsServerInput[] | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether it becomes the vCenter's default key provider." })
  makeDefault!: boolean;
}

@ObjectType({ description: "The result of registerKms.", simpleResolvers: true })
export class RegisterKmsPayload extends ChangePayload {
  @Field(() => KmsRegistration, { nullable: true, description: "The registration. Null if nothing was changed." })
  kmsRegistration!: KmsRegistration | null;
}

@InputType({
  description:
    "A registration of a key provider to update. Omitted fields stay unchanged. The name cannot change: it identifies the key provider.",
})
export class UpdateKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, { description: "The key provider's name." })
  name!: string;

  @Field(() => KmsType, { nullable: true, description: "The type of key provider." })
  type?: KmsTypeValue | null;

  @Field(() => ConnectionStatus, { nullable: true, description: "Whether the vCenter can reach it." })
  status?: ConnectionStatusValue | null;

  @Field(() => String, {
    nullable: true,
    description: "The fingerprint of the KMS, or the key ID of a native key provider. Null: not known.",
  })
  kmsClusterUuid?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether a native key provider was backed up. Null: not known.",
  })
  backedUp?: boolean | null;

  @Field(() => [KmsServerInput], {
    nullable: true,
    description: "All servers. They replace the present ones.",
  })
  servers?: KmsServerInput[] | null;
}

@ObjectType({ description: "The result of updateKms.", simpleResolvers: true })
export class UpdateKmsPayload extends ChangePayload {
  @Field(() => KmsRegistration, {
    nullable: true,
    description: "The registration in its current state. Null if nothing was changed.",
  })
  kmsRegistration!: KmsRegistration | null;
}

@InputType({
  description:
    "A key provider to unregister from a vCenter. Nothing is decrypted. It is refused with KMS_IN_USE if the key provider is a default, or if it encrypts VMs or templates on the vCenter and force is not set.",
})
export class UnregisterKmsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => String, { description: "The key provider's name." })
  name!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "True: unregister the key provider even if it encrypts VMs or templates on the vCenter. They need it to be registered again.",
  })
  force!: boolean;
}

@ObjectType({ description: "The result of unregisterKms.", simpleResolvers: true })
export class UnregisterKmsPayload extends ChangePayload {
  @Field(() => VCenter, {
    nullable: true,
    description: "The vCenter. Null if nothing was changed.",
  })
  vcenter!: VCenter | null;
}

@InputType({ description: "A default key provider to set or to clear." })
export class SetDefaultKeyProviderInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "A cluster of the vCenter, to set its own default. Omit it to set the vCenter's default.",
  })
  clusterId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of a key provider that is registered on the vCenter. Null clears the default.",
  })
  name?: string | null;
}

@ObjectType({ description: "The result of setDefaultKeyProvider.", simpleResolvers: true })
export class SetDefaultKeyProviderPayload extends ChangePayload {
  @Field(() => VCenter, {
    nullable: true,
    description: "The vCenter in its current state. Null if nothing was changed.",
  })
  vcenter!: VCenter | null;

  @Field(() => Cluster, {
    nullable: true,
    description: "The cluster in its current state, if the default was set on a cluster.",
  })
  cluster!: Cluster | null;
}
