import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { KmsRegistration } from "./kms-type.ts";

@InputType({ description: "A native key provider to back up." })
export class BackUpKeyProviderInput {
  @Field(() => ID, { description: "The key provider, on its vCenter." })
  kmsRegistrationId!: string;
}

@ObjectType({ description: "The result of backUpKeyProvider.", simpleResolvers: true })
export class BackUpKeyProviderPayload extends ChangePayload {
  @Field(() => KmsRegistration, {
    nullable: true,
    description: "The registration in its current state. Null if nothing was changed.",
  })
  kmsRegistration!: KmsRegistration | null;
}

@InputType({ description: "A native key provider to restore on another vCenter." })
export class RestoreKeyProviderInput {
  @Field(() => ID, { description: "The key provider, on the vCenter where it was backed up." })
  kmsRegistrationId!: string;

  @Field(() => ID, { description: "The vCenter to restore it on: 7.0.2 or later." })
  vcenterId!: string;
}

@ObjectType({ description: "The result of restoreKeyProvider.", simpleResolvers: true })
export class RestoreKeyProviderPayload extends ChangePayload {
  @Field(() => KmsRegistration, {
    nullable: true,
    description: "The registration on the other vCenter. Null if nothing was changed.",
  })
  kmsRegistration!: KmsRegistration | null;
}
