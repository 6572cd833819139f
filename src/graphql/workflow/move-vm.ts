import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow, destinationOf } from "./define-workflow.ts";

@InputType({ description: "A move of a VM, to a VDC or into a vApp: exactly one of vdcId and vappId." })
class MoveVmInput {
  @Field(() => ID, { description: "The VM to move." })
  vmId!: string;

  @Field(() => ID, { nullable: true, description: "The VDC in which it is to stand alone." })
  vdcId?: string | null;

  @Field(() => ID, { nullable: true, description: "The vApp of which it is to be a part." })
  vappId?: string | null;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "COPY or nothing: a VM that moves keeps its TPM, so that REPLACE is refused.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const moveVm = defineWorkflow({
  description: "Move a VM to another VDC or vApp, in this vCenter or another. Its TPM moves along.",
  Input: MoveVmInput,
  toRequest: (input, path) => ({
    workflow: "MOVE_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    ...destinationOf(input, path),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
