import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { TpmStatus } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "VMs of a VDC that are handled as one.", implements: Node, simpleResolvers: true })
@shows<Rows["Vapp"]>()
export class Vapp extends Node {
  @Field(() => String, { description: "Unique within its VDC." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({ description: "Whether one VM of a vApp has a TPM.", simpleResolvers: true })
export class VappTpmStatus {
  @Field(() => TpmStatus, { description: "Whether it has one." })
  status!: string;
}

export const VappBy = defineLookup("Vapp", "Unique within a VDC only.");
export const VappList = defineList("Vapp", () => Vapp, "vApps");
