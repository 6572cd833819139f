import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { parseVirtualSystems } from "./parse-virtual-systems.ts";

@InputType({ description: "A template to make from an OVF descriptor." })
class CreateVappTemplateFromOvfInput {
  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;

  @Field(() => String, { description: "The template's name, unique in the catalog." })
  name!: string;

  @Field(() => String, { description: "The text of an OVF 1.x descriptor." })
  ovf!: string;
}

export const createVappTemplateFromOvf = defineWorkflow({
  description:
    "Create a template from an OVF descriptor. An OVF carries no TPM state: instances of the template get new TPMs.",
  Input: CreateVappTemplateFromOvfInput,
  toRequest: (input, path) => ({
    workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF",
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    name: checkText(input.name, `${path}.name`),
    virtualSystems: parseVirtualSystems(input.ovf, `${path}.ovf`),
  }),
});
