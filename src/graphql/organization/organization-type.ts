import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "An organization: a tenant of the provider.", implements: Node, simpleResolvers: true })
@shows<Rows["Organization"]>()
export class Organization extends Node {
  @Field(() => String, { description: "Unique over all organizations." })
  name!: string;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

export const OrganizationBy = defineLookup("Organization", "Unique.");
export const OrganizationList = defineList("Organization", () => Organization, "organizations");
