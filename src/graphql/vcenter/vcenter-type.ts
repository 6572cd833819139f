import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { ConnectionStatus } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";

@ObjectType({ description: "A vCenter Server.", implements: Node, simpleResolvers: true })
export class VCenter extends Node {
  @Field(() => String, { description: "Unique over all vCenters." })
  name!: string;

  @Field(() => String, { nullable: true, description: "As it reports it, e.g. 8.0.2; null is not known." })
  version!: string | null;

  @Field(() => String, { nullable: true, description: "Build number; null is not known." })
  build!: string | null;

  @Field(() => ConnectionStatus, { description: "Whether it answers." })
  status!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether fast cross-vCenter vApp instantiation is active: then a VM with a TPM needs no shared storage to come here. Null is not known.",
  })
  fastCrossVcenterInstantiation!: boolean | null;

  @Field(() => Boolean, {
    description:
      "Whether all of its KMS registrations are listed. If not, one that is not listed may be there all the same.",
  })
  kmsInventoried!: boolean;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

export const VCenterBy = defineLookup("VCenter", "Unique.");
export const VCenterList = defineList("VCenter", () => VCenter, "vCenters");
