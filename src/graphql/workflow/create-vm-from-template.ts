import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId, rowIdOrNull } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A VM to create in a VDC from a template." })
class CreateVmFromTemplateInput {
  @Field(() => String, { description: "The VM's name. It must be unique among the standalone VMs of the VDC." })
  name!: string;

  @Field(() => ID, { description: "The template." })
  templateId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The VM of the template. You can omit it if the template has one VM.",
  })
  templateVmId?: string | null;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;
}

export const createVmFromTemplate = defineWorkflow({
  description: "Create a VM in a VDC from a VM of a template.",
  Input: CreateVmFromTemplateInput,
  toRequest: (input, path) => ({
    workflow: "CREATE_VM_FROM_TEMPLATE",
    name: checkText(input.name, `${path}.name`),
    templateId: rowId("VappTemplate", input.templateId, `${path}.templateId`),
    templateVmId: rowIdOrNull("TemplateVm", input.templateVmId, `${path}.templateVmId`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
  }),
});
