import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A move of a template." })
class MoveVappTemplateInput {
  @Field(() => ID, { description: "The template to move." })
  templateId!: string;

  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "Omit it, or give COPY. A move keeps the TPM: REPLACE is refused.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const moveVappTemplate = defineWorkflow({
  description: "Move a template to another catalog.",
  Input: MoveVappTemplateInput,
  toRequest: (input, path) => ({
    workflow: "MOVE_VAPP_TEMPLATE",
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
