import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A move of a vApp." })
class MoveVappInput {
  @Field(() => ID, { description: "The vApp to move." })
  vappId!: string;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "Omit it, or give COPY. A move keeps the TPM: REPLACE is refused.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const moveVapp = defineWorkflow({
  description: "Move a vApp with its VMs and their TPMs to another VDC, on the same vCenter or another.",
  Input: MoveVappInput,
  toRequest: (input, path) => ({
    workflow: "MOVE_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
