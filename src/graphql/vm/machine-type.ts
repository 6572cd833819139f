import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Firmware, PowerState, TpmStatus } from "../enums.ts";
import { Node } from "../node-type.ts";

/** The virtual hardware that VMs in VDCs, in vCenters and in templates have alike. */
@ObjectType()
export abstract class Hardware extends Node {
  @Field(() => String, {
    nullable: true,
    description: "vSphere's identifier of the guest OS, e.g. windows2019srv_64Guest; null is not known.",
  })
  guestId!: string | null;

  @Field(() => Firmware, { nullable: true, description: "How it boots; null is not known." })
  firmware!: string | null;

  @Field(() => Int, { nullable: true, description: "Virtual hardware version, 19 for vmx-19; null is not known." })
  hardwareVersion!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Name of the key provider that encrypts the VM home; null where none is recorded.",
  })
  keyProviderName!: string | null;
}

@ObjectType()
export abstract class Machine extends Hardware {
  @Field(() => PowerState, { nullable: true, description: "Whether it runs; null is not known." })
  powerState!: string | null;

  @Field(() => Int, { nullable: true, description: "How many snapshots it has; null is not known." })
  snapshotCount!: number | null;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

@ObjectType({ description: "A virtual TPM 2.0, or the lack of one.", simpleResolvers: true })
export class TpmDevice {
  @Field(() => TpmStatus, { description: "Whether there is one." })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of its endorsement key, in hex: the TPM's identity. VMs with equal ones share their TPM's secrets. Null where there is no TPM.",
  })
  ekSha256!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Name of the key provider that encrypts the VM home and the TPM with it.",
  })
  keyProviderName!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When this TPM was made; null where there is none." })
  provisionedAt!: Date | null;
}
