import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A template to download." })
class ExportVappTemplateInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;
}

export const exportVappTemplate = defineWorkflow({
  description: "Download a template as OVF. The task holds the text.",
  Input: ExportVappTemplateInput,
  toRequest: (input, path) => ({
    workflow: "EXPORT_VAPP_TEMPLATE",
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
  }),
});
