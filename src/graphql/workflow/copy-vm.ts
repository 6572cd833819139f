import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow, destinationOf } from "./define-workflow.ts";

@InputType({ description: "A copy of a VM, in a VDC or in a vApp: exactly one of vdcId and vappId." })
class CopyVmInput {
  @Field(() => ID, { description: "The VM to copy." })
  vmId!: string;

  @Field(() => String, { description: "The copy's name, unique where it goes." })
  name!: string;

  @Field(() => ID, { nullable: true, description: "The VDC in which the copy is to stand alone." })
  vdcId?: string | null;

  @Field(() => ID, { nullable: true, description: "The vApp of which the copy is to be a part." })
  vappId?: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "What the copy's TPM is; COPY if left out." })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const copyVm = defineWorkflow({
  description: "Copy a VM to a VDC or into a vApp, in this vCenter or another.",
  Input: CopyVmInput,
  toRequest: (input, path) => ({
    workflow: "COPY_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    name: checkText(input.name, `${path}.name`),
    ...destinationOf(input, path),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
