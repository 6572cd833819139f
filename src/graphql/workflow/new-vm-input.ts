import { Field, InputType, Int } from "type-graphql";
import type { NewVm } from "../../inventory/facts/of-new-vms.ts";
import type { Firmware as FirmwareValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import { Firmware } from "../enums.ts";
import { checkHardwareVersion } from "./define-workflow.ts";

/** What is said of a VM that is made from nothing. */
@InputType()
export abstract class NewVmInput {
  @Field(() => String, { description: "Its name, unique where it goes." })
  name!: string;

  @Field(() => String, { description: "vSphere's identifier of its guest OS, e.g. windows11_64Guest." })
  guestId!: string;

  @Field(() => Firmware, { description: "How it is to boot. A TPM needs EFI." })
  firmware!: FirmwareValue;

  @Field(() => Int, { description: "Its hardware version, 19 for vmx-19. A TPM needs 14." })
  hardwareVersion!: number;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Whether it is to have a TPM." })
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
