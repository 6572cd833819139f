import { Field, ID, InputType } from "type-graphql";
import type {
  ImportMode as ImportModeValue,
  TpmProvisioning as TpmProvisioningValue,
} from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { ImportMode, TpmProvisioning } from "../enums.ts";
import { rowId } from "../global-id.ts";

/** What is said of an import, whatever is imported. */
@InputType()
export abstract class ImportInput {
  @Field(() => ImportMode, { description: "What happens to the original." })
  mode!: ImportModeValue;

  @Field(() => String, { nullable: true, description: "The name in the VDC. Default: its present name." })
  name?: string | null;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "Omit it, or give COPY. An import keeps the TPM: REPLACE is refused.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;
}

export function importInto(input: ImportInput, path: string) {
  return {
    mode: input.mode,
    name: input.name == null ? null : checkText(input.name, `${path}.name`),
    vdcId: rowId("Vdc", input.vdcId, `${path}.vdcId`),
    tpmProvisioning: input.tpmProvisioning ?? null,
  };
}
