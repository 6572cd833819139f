import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { NewVmInput, newVm } from "./new-vm-input.ts";

@InputType({ description: "A VM to create inside a vApp." })
class AddVmToVappInput extends NewVmInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;
}

export const addVmToVapp = defineWorkflow({
  description: "Create a VM in a vApp, without a template.",
  Input: AddVmToVappInput,
  toRequest: (input, path) => ({
    workflow: "ADD_VM_TO_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    ...newVm(input, path),
  }),
});
