import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { checkName, defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A standalone VM to capture." })
class CaptureVmInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;

  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;

  @Field(() => String, { description: "The template's name, unique in the catalog." })
  name!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description:
      "What instances of the template get; COPY if left out. A template captured with COPY can be neither exported nor synchronised.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export const captureVm = defineWorkflow({
  key: "captureVm",
  description: "Capture a standalone VM to a catalog as a template.",
  Input: CaptureVmInput,
  toRequest: (input, path) => ({
    workflow: "CAPTURE_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    name: checkName(input.name, `${path}.name`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
