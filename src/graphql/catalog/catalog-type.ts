import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { TpmProvisioning } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";
import { Hardware } from "../vm/machine-type.ts";

@ObjectType({
  description: "A catalog of vApp templates. The templates are stored in one VDC.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["Catalog"]>()
export class Catalog extends Node {
  @Field(() => String, { description: "Unique within its organization." })
  name!: string;

  @Field(() => Boolean, { description: "Whether other catalogs may subscribe to it." })
  published!: boolean;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({ description: "A vApp template in a catalog.", implements: Node, simpleResolvers: true })
@shows<Rows["VappTemplate"]>()
export class VappTemplate extends Node {
  @Field(() => String, { description: "Unique within its catalog." })
  name!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "What it was captured with, and what its instances get; null where none of its VMs has a TPM.",
  })
  tpmProvisioning!: string | null;

  @Field(() => GraphQLDateTime, { description: "When it was captured, or since when the estate has it." })
  createdAt!: Date;
}

@ObjectType({ description: "A VM of a vApp template.", implements: Node, simpleResolvers: true })
@shows<Rows["TemplateVm"]>()
export class TemplateVm extends Hardware {
  @Field(() => String, { description: "Unique within its template." })
  name!: string;
}

export const CatalogBy = defineLookup("Catalog", "Unique within an organization only.");
export const CatalogList = defineList("Catalog", () => Catalog, "catalogs");
export const VappTemplateBy = defineLookup("VappTemplate", "Unique within a catalog only.");
export const VappTemplateList = defineList("VappTemplate", () => VappTemplate, "vApp templates");
