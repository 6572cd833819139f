import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { NewVmInput, newVm } from "./new-vm-input.ts";

@InputType({ description: "A VM to create in a VDC." })
class CreateVmInput extends NewVmInput {
  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;
}

export const createVm = defineWorkflow({
  description: "Create a standalone VM in a VDC, without a template.",
  Input: CreateVmInput,
  toRequest: (input, path) => ({
    workflow: "CREATE_VM",
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
    ...newVm(input, path),
  }),
});
