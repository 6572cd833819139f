import { Field, ID, InputType, Int } from "type-graphql";
import type { Firmware as FirmwareValue, WarningCode as WarningCodeValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { Firmware, WarningCode } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { checkHardwareVersion, defineWorkflow } from "./define-workflow.ts";

@InputType({ description: "A change of a VM where it is. What is left out stays as it is." })
class ReconfigureVmInput {
  @Field(() => ID, { description: "The VM to change." })
  vmId!: string;

  @Field(() => String, { nullable: true, description: "Its new name." })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "vSphere's identifier of its new guest OS, e.g. windows11_64Guest.",
  })
  guestId?: string | null;

  @Field(() => Firmware, { nullable: true, description: "How it is to boot." })
  firmware?: FirmwareValue | null;

  @Field(() => Int, { nullable: true, description: "Its new hardware version, 19 for vmx-19." })
  hardwareVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: "true: attach a new TPM. false: remove the TPM." })
  tpmPresent?: boolean | null;

  @Field(() => [WarningCode], {
    nullable: true,
    description: "The warnings that the caller has read and goes on in spite of: TPM_REMOVAL to remove a TPM.",
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
