import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";
import { ImportInput, importInto } from "./import-input.ts";

@InputType({ description: "A VM to import." })
class ImportVmInput extends ImportInput {
  @Field(() => ID, { description: "The VM." })
  unmanagedVmId!: string;
}

export const importVm = defineWorkflow({
  description: "Import a VM from a vCenter into a VDC.",
  Input: ImportVmInput,
  toRequest: (input, path) => ({
    workflow: "IMPORT_VM",
    unmanagedVmId: rowId("UnmanagedVm", input.unmanagedVmId, `${path}.unmanagedVmId`),
    ...importInto(input, path),
  }),
});
