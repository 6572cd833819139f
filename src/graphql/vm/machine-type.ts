import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Firmware, PowerState, TpmStatus } from "../enums.ts";
import { Node } from "../node-type.ts";

/** The virtual hardware that VMs in VDCs, in vCenters and in templates have alike. */
@ObjectType()
export abstract class Hardware extends Node {
  @Field(() => String, {
    nullable: true,
    description: "The vSphere guest ID, for example windows2019srv_64Guest. Null: not known.",
  })
  guestId!: string | null;

  @Field(() => Firmware, { nullable: true, description: "The boot firmware. Null: not known." })
  firmware!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The virtual hardware version, for example 19 for vmx-19. Null: not known.",
  })
  hardwareVersion!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of the key provider that encrypts the VM. Null if none is recorded.",
  })
  keyProviderName!: string | null;
}

@ObjectType()
export abstract class Machine extends Hardware {
  @Field(() => PowerState, { nullable: true, description: "The power state. Null: not known." })
  powerState!: string | null;

  @Field(() => Int, { nullable: true, description: "The number of snapshots. Null: not known." })
  snapshotCount!: number | null;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({ description: "A virtual TPM 2.0 device. Its status says whether there is one.", simpleResolvers: true })
export class TpmDevice {
  @Field(() => TpmStatus, { description: "Whether there is a TPM." })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The identity of the TPM: SHA-256 of its endorsement key, in hex. VMs with the same identity share the secrets of the TPM. Null if there is no TPM.",
  })
  ekSha256!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of the key provider that encrypts the VM and its TPM.",
  })
  keyProviderName!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the TPM was created. Null if there is no TPM." })
  provisionedAt!: Date | null;
}
