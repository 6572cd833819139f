import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { parseVirtualSystems } from "./parse-virtual-systems.ts";

@InputType({ description: "A vApp to make from an OVF descriptor." })
class CreateVappFromOvfInput {
  @Field(() => String, { description: "The vApp's name, unique in the VDC." })
  name!: string;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;

  @Field(() => String, { description: "The text of an OVF 1.x descriptor." })
  ovf!: string;
}

export const createVappFromOvf = defineWorkflow({
  description: "Create a vApp from an OVF descriptor. Each VM with a TPM in the OVF gets a new TPM.",
  Input: CreateVappFromOvfInput,
  toRequest: (input, path) => ({
    workflow: "CREATE_VAPP_FROM_OVF",
    name: checkText(input.name, `${path}.name`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
    virtualSystems: parseVirtualSystems(input.ovf, `${path}.ovf`),
  }),
});
