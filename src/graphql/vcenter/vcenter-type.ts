import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { ConnectionStatus } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "A vCenter Server.", implements: Node, simpleResolvers: true })
@shows<Rows["VCenter"]>()
export class VCenter extends Node {
  @Field(() => String, { description: "Unique over all vCenters." })
  name!: string;

  @Field(() => String, { nullable: true, description: "As it reports it, for example 8.0.2; null is not known." })
  version!: string | null;

  @Field(() => String, { nullable: true, description: "The build number. Null: not known." })
  build!: string | null;

  @Field(() => ConnectionStatus, { description: "Whether the vCenter can be reached." })
  status!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: fast cross-vCenter vApp instantiation is active. Then a VM with a TPM needs no shared storage to come here. Null: not known.",
  })
  fastCrossVcenterInstantiation!: boolean | null;

  @Field(() => Boolean, {
    description: "True: the list of KMS registrations is complete. False: others may exist.",
  })
  kmsInventoried!: boolean;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

export const VCenterBy = defineLookup("VCenter", "Unique.");
export const VCenterList = defineList("VCenter", () => VCenter, "vCenters");
