import { Field, ID, InputType, Int } from "type-graphql";
import type { Firmware as FirmwareValue, WarningCode as WarningCodeValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { Firmware, WarningCode } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { checkHardwareVersion, defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A VM to reconfigure. Omitted fields stay unchanged." })
class ReconfigureVmInput {
  @Field(() => ID, { description: "The VM to change." })
  vmId!: string;

  @Field(() => String, { nullable: true, description: "Its new name." })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new vSphere guest ID, for example windows11_64Guest.",
  })
  guestId?: string | null;

  @Field(() => Firmware, { nullable: true, description: "The boot firmware." })
  firmware?: FirmwareValue | null;

  @Field(() => Int, { nullable: true, description: "The new virtual hardware version, for example 19 for vmx-19." })
  hardwareVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: "True: attach a new TPM. False: remove the TPM." })
  tpmPresent?: boolean | null;

  @Field(() => [WarningCode], {
    nullable: true,
    description: "The warnings that you accept, for example TPM_REMOVAL to remove a TPM.",
  })
  acknowledgeWarnings?: WarningCodeValue[] | null;
}

export const reconfigureVm = defineWorkflow({
  description: "Change a VM's name, guest OS, firmware, hardware version or TPM.",
  Input: ReconfigureVmInput,
  toRequest: (input, path) => ({
    workflow: "RECONFIGURE_VM",
    vmId: rowId("Vm", input.vmId, `${path}.vmId`),
    name: input.name == null ? null : checkText(input.name, `${path}.name`),
    guestId: input.guestId == null ? null : checkText(input.guestId, `${path}.guestId`),
    firmware: input.firmware ?? null,
    hardwareVersion:
      input.hardwareVersion == null ? null : checkHardwareVersion(input.hardwareVersion, `${path}.hardwareVersion`),
    tpmPresent: input.tpmPresent ?? null,
    acknowledgeWarnings: input.acknowledgeWarnings ?? [],
  }),
});
