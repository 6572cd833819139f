import { Field, InputType, Int } from "type-graphql";
import type { NewVm } from "../../inventory/facts/of-new-vms.ts";
import type { Firmware as FirmwareValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { Firmware } from "../enums.ts";
import { checkHardwareVersion } from "./define-workflow.ts";

/** What is said of a VM that is made from nothing. */
@InputType()
export abstract class NewVmInput {
  @Field(() => String, {
    description: "The VM's name. It must be unique in its vApp, or among the standalone VMs of its VDC.",
  })
  name!: string;

  @Field(() => String, { description: "The vSphere guest ID, for example windows11_64Guest." })
  guestId!: string;

  @Field(() => Firmware, { description: "The boot firmware. A TPM needs EFI." })
  firmware!: FirmwareValue;

  @Field(() => Int, {
    description: "The virtual hardware version, for example 19 for vmx-19. A TPM needs 14 or later.",
  })
  hardwareVersion!: number;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "True: the VM gets a new TPM." })
  tpmPresent?: boolean | null;
}

export function newVm(input: NewVmInput, path: string): NewVm {
  return {
    name: checkText(input.name, `${path}.name`),
    guestId: checkText(input.guestId, `${path}.guestId`),
    firmware: input.firmware,
    hardwareVersion: checkHardwareVersion(input.hardwareVersion, `${path}.hardwareVersion`),
    tpmPresent: input.tpmPresent ?? false,
  };
}
