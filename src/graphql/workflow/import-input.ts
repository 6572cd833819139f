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
  @Field(() => ImportMode, { description: "What the import leaves behind." })
  mode!: ImportModeValue;

  @Field(() => String, { nullable: true, description: "Its name in the VDC; its own if left out." })
  name?: string | null;

  @Field(() => ID, { description: "The VDC." })
  vdcId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "COPY or nothing: an import carries the TPM along, so that REPLACE is refused.",
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
