import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A copy of a template." })
class CopyVappTemplateInput {
  @Field(() => ID, { description: "The template to copy." })
  templateId!: string;

  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;

  @Field(() => String, { description: "The copy's name, unique in the catalog." })
  name!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "Omit it, or give the option that the template was captured with. A copy inherits that option.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const copyVappTemplate = defineWorkflow({
  description: "Copy a template to a catalog.",
  Input: CopyVappTemplateInput,
  toRequest: (input, path) => ({
    workflow: "COPY_VAPP_TEMPLATE",
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    name: checkText(input.name, `${path}.name`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
