import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A vApp to make from a template." })
class InstantiateVappTemplateInput {
  @Field(() => String, { description: "The vApp's name, unique in the VDC." })
  name!: string;

  @Field(() => ID, { description: "The template." })
  templateId!: string;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;
}

export const instantiateVappTemplate = defineWorkflow({
  description:
    "Create a vApp from a template. The option that the template was captured with decides what TPMs the VMs get.",
  Input: InstantiateVappTemplateInput,
  toRequest: (input, path) => ({
    workflow: "INSTANTIATE_VAPP_TEMPLATE",
    name: checkText(input.name, `${path}.name`),
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
  }),
});
