import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import type { vdcTpmCapabilities } from "../../../schema/tables/index.ts";
import type { Rows } from "../../inventory/access/entities.ts";
import { CapabilityReason, CapabilityTrigger, GuestFamily, KeyProviderScope, TpmProvisioning } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({
  description: "An organization VDC: one cluster of one vCenter, lent to one organization.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["Vdc"]>()
export class Vdc extends Node {
  @Field(() => String, { description: "Unique within its organization." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({
  description:
    "The TPM capability of a VDC, as last detected. It is detected when a workflow that involves the VDC is executed or refused, and on request.",
  simpleResolvers: true,
})
@shows<typeof vdcTpmCapabilities.$inferSelect>()
export class TpmCapability {
  @Field(() => Boolean, { description: "True: VMs in the VDC can have a TPM." })
  supported!: boolean;

  @Field(() => [GuestFamily], {
    description: "The guest OS families that can have a TPM: WINDOWS from vCenter 6.7.0, LINUX from 7.0.2.",
  })
  guestFamilies!: string[];

  @Field(() => KeyProviderScope, { nullable: true, description: "Where the default is set. Null if there is none." })
  keyProviderFrom!: string | null;

  @Field(() => [TpmProvisioning], { description: "The TPM options for copies into the VDC." })
  copyOffers!: string[];

  @Field(() => Int, {
    nullable: true,
    description: "The highest virtual hardware version of the cluster. Null: not known.",
  })
  maxHardwareVersion!: number | null;

  @Field(() => [CapabilityReason], { description: "Why a TPM is not supported. Empty if it is." })
  reasons!: string[];

  @Field(() => GraphQLDateTime, { description: "When it was detected." })
  detectedAt!: Date;

  @Field(() => CapabilityTrigger, { description: "Why it was detected." })
  detectedBy!: string;
}

export const VdcBy = defineLookup("Vdc", "Unique within an organization only.");
export const VdcList = defineList("Vdc", () => Vdc, "VDCs");
