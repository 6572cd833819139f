import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { CaptureInput, captureTo } from "./capture-input.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A standalone VM to capture." })
class CaptureVmInput extends CaptureInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;
}

export const captureVm = defineWorkflow({
  description: "Capture a standalone VM to a catalog as a template.",
  Input: CaptureVmInput,
  toRequest: (input, path) => ({
    workflow: "CAPTURE_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    ...captureTo(input, path),
  }),
});
