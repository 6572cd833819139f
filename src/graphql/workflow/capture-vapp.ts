import { Field, ID, InputType } from "type-graphql";
import { rowId } from "../global-id.ts";
import { CaptureInput, captureTo } from "./capture-input.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A vApp to capture." })
class CaptureVappInput extends CaptureInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;
}

export const captureVapp = defineWorkflow({
  description: "Capture a vApp to a catalog as a template.",
  Input: CaptureVappInput,
  toRequest: (input, path) => ({
    workflow: "CAPTURE_VAPP",
    vappId: rowId("Vapp", input.vappId, `${path}.vappId`),
    ...captureTo(input, path),
  }),
});
