import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow, destinationOf } from "./define-workflow.ts";

@InputType({ description: "A VM to copy. Give either vdcId or vappId." })
class CopyVmInput {
  @Field(() => ID, { description: "The VM to copy." })
  vmId!: string;

  @Field(() => String, {
    description: "The copy's name. It must be unique in its vApp, or among the standalone VMs of its VDC.",
  })
  name!: string;

  @Field(() => ID, { nullable: true, description: "The VDC in which the copy becomes a standalone VM." })
  vdcId?: string | null;

  @Field(() => ID, { nullable: true, description: "The vApp that the copy becomes a part of." })
  vappId?: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "The TPM option. Default: COPY." })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const copyVm = defineWorkflow({
  description: "Copy a VM to a VDC or a vApp, on the same vCenter or another.",
  Input: CopyVmInput,
  toRequest: (input, path) => ({
    workflow: "COPY_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    name: checkText(input.name, `${path}.name`),
    ...destinationOf(input, path),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
