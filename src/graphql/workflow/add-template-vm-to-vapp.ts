import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId, rowIdOrNull } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A VM to create inside a vApp from a template." })
class AddTemplateVmToVappInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;

  @Field(() => String, { description: "The VM's name, unique in the vApp." })
  name!: string;

  @Field(() => ID, { description: "The template." })
  templateId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The VM of the template. You can omit it if the template has one VM.",
  })
  templateVmId?: string | null;
}

export const addTemplateVmToVapp = defineWorkflow({
  description: "Create a VM inside a vApp from a VM of a template.",
  Input: AddTemplateVmToVappInput,
  toRequest: (input, path) => ({
    workflow: "ADD_TEMPLATE_VM_TO_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    name: checkText(input.name, `${path}.name`),
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
    templateVmId: rowIdOrNull("TemplateVm", input.templateVmId, `${path}.templateVmId`),
  }),
});
