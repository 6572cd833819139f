import { Field, ID, InputType } from "type-graphql";
import type { TpmProvisioning as TpmProvisioningValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";

/** What is said of a capture, whatever is captured. */
@InputType()
export abstract class CaptureInput {
  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;

  @Field(() => String, { description: "The template's name, unique in the catalog." })
  name!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description:
      "The TPM option of the template, which decides what its instances get. Default: COPY. A template captured with COPY can be neither exported nor synchronised.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export function captureTo(input: CaptureInput, path: string) {
  return {
    catalogId: rowId("Catalog", input.catalogId, `${path}.catalogId`),
    name: checkText(input.name, `${path}.name`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  };
}
