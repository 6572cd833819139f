import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { CapabilityReason, CapabilityTrigger, GuestFamily, KeyProviderScope, TpmProvisioning } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";

@ObjectType({
  description: "An organization VDC: one cluster of one vCenter, lent to one organization.",
  implements: Node,
  simpleResolvers: true,
})
export class Vdc extends Node {
  @Field(() => String, { description: "Unique within its organization." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

@ObjectType({
  description:
    "Whether VMs in a VDC can have a TPM, as last detected: when a workflow that involves the VDC was executed or refused, or when somebody asked.",
  simpleResolvers: true,
})
export class TpmCapability {
  @Field(() => Boolean, { description: "Whether a VM there can have a TPM." })
  supported!: boolean;

  @Field(() => [GuestFamily], {
    description: "For which guest families: WINDOWS from vCenter 6.7.0, LINUX from 7.0.2.",
  })
  guestFamilies!: string[];

  @Field(() => KeyProviderScope, { nullable: true, description: "Where that default was set; null where none is." })
  keyProviderFrom!: string | null;

  @Field(() => [TpmProvisioning], { description: "What a copy into the VDC may choose from." })
  copyOffers!: string[];

  @Field(() => Int, { nullable: true, description: "The highest hardware version there; null is not known." })
  maxHardwareVersion!: number | null;

  @Field(() => [CapabilityReason], { description: "Why it is not supported; empty if it is." })
  reasons!: string[];

  @Field(() => GraphQLDateTime, { description: "When this was detected." })
  detectedAt!: Date;

  @Field(() => CapabilityTrigger, { description: "What made it be detected." })
  detectedBy!: string;
}

export const VdcBy = defineLookup("Vdc", "Unique within an organization only.");
export const VdcList = defineList("Vdc", () => Vdc, "VDCs");
