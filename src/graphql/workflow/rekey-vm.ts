import { Field, ID, InputType } from "type-graphql";
import { checkText } from "../check-input.ts";
import { rowId } from "../global-id.ts";
import { defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "An encrypted VM to rekey. It may be powered on, and may have snapshots." })
class RekeyVmInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;

  @Field(() => String, {
    description: "The name of the new key provider. It must be registered and CONNECTED on the VM's vCenter.",
  })
  keyProviderName!: string;
}

export const rekeyVm = defineWorkflow({
  description:
    "Re-encrypt a VM under another key provider of its vCenter (shallow recrypt). Templates are not rekeyed: capture them again.",
  Input: RekeyVmInput,
  toRequest: (input, path) => ({
    workflow: "REKEY_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    keyProviderName: checkText(input.keyProviderName, `${path}.keyProviderName`),
  }),
});
