import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { checkName, defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A vApp to capture." })
class CaptureVappInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;

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

export const captureVapp = defineWorkflow({
  key: "captureVapp",
  description: "Capture a vApp to a catalog as a template.",
  Input: CaptureVappInput,
  toRequest: (input, path) => ({
    workflow: "CAPTURE_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    name: checkName(input.name, `${path}.name`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  }),
});
