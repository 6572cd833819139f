import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { ImportInput, importInto } from "./import-input.ts";

@InputType({ description: "A vApp to import." })
class ImportVappInput extends ImportInput {
  @Field(() => ID, { description: "The vApp." })
  unmanagedVappId!: string;
}

export const importVapp = defineWorkflow({
  description: "Import a vApp from a vCenter into a VDC.",
  Input: ImportVappInput,
  toRequest: (input, path) => ({
    workflow: "IMPORT_VAPP",
    unmanagedVappId: rowId("UnmanagedVapp", input.unmanagedVappId, `${path}.unmanagedVappId`),
    ...importInto(input, path),
  }),
});
