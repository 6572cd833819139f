import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow, destinationOf } from "./define-workflow.ts";

@InputType({ description: "A VM to move. Give either vdcId or vappId." })
class MoveVmInput {
  @Field(() => ID, { description: "The VM to move." })
  vmId!: string;

  @Field(() => ID, { nullable: true, description: "The VDC in which the VM becomes a standalone VM." })
  vdcId?: string | null;

  @Field(() => ID, { nullable: true, description: "The vApp that the VM becomes a part of." })
  vappId?: string | null;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "Omit it, or give COPY. A move keeps the TPM: REPLACE is refused.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const moveVm = defineWorkflow({
  description: "Move a VM with its TPM to another VDC or vApp, on the same vCenter or another.",
  Input: MoveVmInput,
  toRequest: (input, path) => ({
    workflow: "MOVE_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    ...destinationOf(input, path),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
