import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A copy of a vApp." })
class CopyVappInput {
  @Field(() => ID, { description: "The vApp to copy." })
  vappId!: string;

  @Field(() => String, { description: "The copy's name, unique in the VDC." })
  name!: string;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "The TPM option for all VMs of the vApp. Default: COPY.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const copyVapp = defineWorkflow({
  description: "Copy a vApp with all of its VMs to a VDC, on the same vCenter or another.",
  Input: CopyVappInput,
  toRequest: (input, path) => ({
    workflow: "COPY_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    name: checkText(input.name, `${path}.name`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
