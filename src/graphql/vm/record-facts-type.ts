import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type {
  Firmware as FirmwareValue,
  PowerState as PowerStateValue,
  TpmProvisioning as TpmProvisioningValue,
  TpmStatus as TpmStatusValue,
} from "../../validation/vocabulary.ts";
import { VappTemplate } from "../catalog/catalog-type.ts";
import { ChangePayload } from "../change-payload.ts";
import { Firmware, PowerState, TpmProvisioning, TpmStatus } from "../enums.ts";
import { UnmanagedVm } from "./unmanaged-vm-type.ts";
import { Vm } from "./vm-type.ts";

/** What can be found out of a VM, wherever it is. */
@InputType()
export abstract class MachineFactsInput {
  @Field(() => TpmStatus, {
    nullable: true,
    description: "Whether it has a TPM: PRESENT or NOT_PRESENT. With PRESENT the TPM gets a recorded identity.",
  })
  tpmStatus?: TpmStatusValue | null;

  @Field(() => String, { nullable: true, description: "The name of the key provider that encrypts the VM." })
  keyProviderName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The vSphere guest ID, for example windows11_64Guest. You can also record one if the recorded guest ID is not in the table of guest operating systems.",
  })
  guestId?: string | null;

  @Field(() => Firmware, { nullable: true, description: "The boot firmware." })
  firmware?: FirmwareValue | null;

  @Field(() => Int, { nullable: true, description: "The virtual hardware version, for example 19 for vmx-19." })
  hardwareVersion?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: "All storage volumes with files of the VM. Each must be mounted in its cluster.",
  })
  storageVolumeIds?: string[] | null;
}

@InputType({
  description:
    "Missing facts of a VM. Give either vmId or unmanagedVmId. Known facts are refused with FACT_ALREADY_KNOWN: use reconfigureVm to change them.",
})
export class RecordVmFactsInput extends MachineFactsInput {
  @Field(() => ID, { nullable: true, description: "The VM." })
  vmId?: string | null;

  @Field(() => ID, { nullable: true, description: "The unmanaged VM, instead of vmId." })
  unmanagedVmId?: string | null;

  @Field(() => PowerState, { nullable: true, description: "The power state." })
  powerState?: PowerStateValue | null;

  @Field(() => Int, { nullable: true, description: "The number of snapshots." })
  snapshotCount?: number | null;
}

@ObjectType({ description: "The result of recordVmFacts.", simpleResolvers: true })
export class RecordVmFactsPayload extends ChangePayload {
  @Field(() => Vm, { nullable: true, description: "The VM with the recorded facts. Null otherwise." })
  vm!: Vm | null;

  @Field(() => UnmanagedVm, {
    nullable: true,
    description: "The unmanaged VM with the recorded facts. Null otherwise.",
  })
  unmanagedVm!: UnmanagedVm | null;
}

@InputType({ description: "Missing facts of one VM of a template." })
export class TemplateVmFactsInput extends MachineFactsInput {
  @Field(() => ID, { description: "The template's VM." })
  templateVmId!: string;
}

@InputType({
  description:
    "Missing facts of a vApp template and its VMs. Known facts are refused with FACT_ALREADY_KNOWN. Templates that a subscribed catalog has received are refused: record the facts at the publisher.",
})
export class RecordTemplateFactsInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description:
      "The option that the template was captured with. Give it if a VM of the template has a TPM and the option is not known.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;

  @Field(() => [TemplateVmFactsInput], { defaultValue: [], description: "The facts of its VMs." })
  vms!: TemplateVmFactsInput[];
}

@ObjectType({ description: "The result of recordTemplateFacts.", simpleResolvers: true })
export class RecordTemplateFactsPayload extends ChangePayload {
  @Field(() => VappTemplate, {
    nullable: true,
    description: "The template with the recorded facts. Null if nothing was recorded.",
  })
  vappTemplate!: VappTemplate | null;
}
