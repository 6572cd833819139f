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
import { UnmanagedVm } from "../vm/unmanaged-vm-type.ts";
import { Vm } from "../vm/vm-type.ts";

/** What can be found out of a VM, wherever it is. */
@InputType()
export abstract class MachineFactsInput {
  @Field(() => TpmStatus, {
    nullable: true,
    description: "Whether it has a TPM: PRESENT or NOT_PRESENT. One that is found to be there is given an identity.",
  })
  tpmStatus?: TpmStatusValue | null;

  @Field(() => String, { nullable: true, description: "Name of the key provider that encrypts its home." })
  keyProviderName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "vSphere's identifier of its guest OS, e.g. windows11_64Guest. Also where the one that is recorded does not say whether it supports a TPM.",
  })
  guestId?: string | null;

  @Field(() => Firmware, { nullable: true, description: "How it boots." })
  firmware?: FirmwareValue | null;

  @Field(() => Int, { nullable: true, description: "Its hardware version, 19 for vmx-19." })
  hardwareVersion?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: "All storage volumes that its files lie on, each of which must be mounted in its cluster.",
  })
  storageVolumeIds?: string[] | null;
}

@InputType({
  description:
    "What has been found out of one VM: exactly one of vmId and unmanagedVmId. Only what is not known can be recorded (else FACT_ALREADY_KNOWN); what is known is changed by what really changes it, reconfigureVm for one.",
})
export class RecordVmFactsInput extends MachineFactsInput {
  @Field(() => ID, { nullable: true, description: "The VM." })
  vmId?: string | null;

  @Field(() => ID, { nullable: true, description: "Or the VM that is in a vCenter and in no VDC." })
  unmanagedVmId?: string | null;

  @Field(() => PowerState, { nullable: true, description: "Whether it runs." })
  powerState?: PowerStateValue | null;

  @Field(() => Int, { nullable: true, description: "How many snapshots it has." })
  snapshotCount?: number | null;
}

@ObjectType({ description: "What became of recordVmFacts.", simpleResolvers: true })
export class RecordVmFactsPayload extends ChangePayload {
  @Field(() => Vm, { nullable: true, description: "The VM as it is known now; null where nothing was recorded of it." })
  vm!: Vm | null;

  @Field(() => UnmanagedVm, {
    nullable: true,
    description: "The unmanaged VM as it is known now; null where nothing was recorded of it.",
  })
  unmanagedVm!: UnmanagedVm | null;
}

@InputType({ description: "What has been found out of one VM of a template." })
export class TemplateVmFactsInput extends MachineFactsInput {
  @Field(() => ID, { description: "The template's VM." })
  templateVmId!: string;
}

@InputType({
  description:
    "What has been found out of a vApp template and its VMs. Only what is not known can be recorded (else FACT_ALREADY_KNOWN), and not of what a subscribed catalog has received, which the publisher knows.",
})
export class RecordTemplateFactsInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;

  @Field(() => TpmProvisioning, {
    nullable: true,
    description: "What it was captured with: to be said exactly if one of its VMs has a TPM, and it is not known yet.",
  })
  tpmProvisioning?: TpmProvisioningValue | null;

  @Field(() => [TemplateVmFactsInput], { defaultValue: [], description: "Of which of its VMs what is recorded." })
  vms!: TemplateVmFactsInput[];
}

@ObjectType({ description: "What became of recordTemplateFacts.", simpleResolvers: true })
export class RecordTemplateFactsPayload extends ChangePayload {
  @Field(() => VappTemplate, {
    nullable: true,
    description: "The template as it is known now; null where nothing was recorded.",
  })
  vappTemplate!: VappTemplate | null;
}
