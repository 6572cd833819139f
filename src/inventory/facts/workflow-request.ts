import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import type { Firmware, ImportMode, TpmProvisioning, WarningCode } from "../../validation/vocabulary.ts";

/**
 * What is asked for, with the ids of rows: what a mutation and its preflight share, and what a task
 * keeps to carry it out later. Everything is named, nothing optional: null is "not said".
 */
export type WorkflowRequest =
  | CreateVmRequest
  | CreateVmFromTemplateRequest
  | ReconfigureVmRequest
  | CopyVmRequest
  | MoveVmRequest
  | ImportVmRequest
  | InstantiateVappTemplateRequest
  | CreateVappFromOvfRequest
  | AddVmToVappRequest
  | AddTemplateVmToVappRequest
  | CopyVappRequest
  | MoveVappRequest
  | ImportVappRequest
  | CaptureVappRequest
  | CaptureVmRequest
  | CreateVappTemplateFromOvfRequest
  | CopyVappTemplateRequest
  | MoveVappTemplateRequest
  | ExportVappTemplateRequest;

/** The hardware of a VM that is made from nothing. */
export interface NewVm {
  readonly name: string;
  readonly guestId: string;
  readonly firmware: Firmware;
  readonly hardwareVersion: number;
  readonly tpmPresent: boolean;
}

export interface CreateVmRequest extends NewVm {
  readonly workflow: "CREATE_VM";
  readonly vdcId: string;
}

export interface CreateVmFromTemplateRequest {
  readonly workflow: "CREATE_VM_FROM_TEMPLATE";
  readonly name: string;
  readonly templateId: string;
  /** Null where the template has one VM only. */
  readonly templateVmId: string | null;
  readonly vdcId: string;
}

export interface ReconfigureVmRequest {
  readonly workflow: "RECONFIGURE_VM";
  readonly vmId: string;
  readonly name: string | null;
  readonly guestId: string | null;
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  readonly tpmPresent: boolean | null;
  readonly acknowledgeWarnings: readonly WarningCode[];
}

/** Exactly one of vdcId and vappId is set; the GraphQL input says so to its caller. */
interface VmDestination {
  readonly vdcId: string | null;
  readonly vappId: string | null;
}

export interface CopyVmRequest extends VmDestination {
  readonly workflow: "COPY_VM";
  readonly vmId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface MoveVmRequest extends VmDestination {
  readonly workflow: "MOVE_VM";
  readonly vmId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface ImportVmRequest {
  readonly workflow: "IMPORT_VM";
  readonly unmanagedVmId: string;
  readonly mode: ImportMode;
  /** Null: its own. */
  readonly name: string | null;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface InstantiateVappTemplateRequest {
  readonly workflow: "INSTANTIATE_VAPP_TEMPLATE";
  readonly name: string;
  readonly templateId: string;
  readonly vdcId: string;
}

export interface CreateVappFromOvfRequest {
  readonly workflow: "CREATE_VAPP_FROM_OVF";
  readonly name: string;
  readonly vdcId: string;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}

export interface AddVmToVappRequest extends NewVm {
  readonly workflow: "ADD_VM_TO_VAPP";
  readonly vappId: string;
}

export interface AddTemplateVmToVappRequest {
  readonly workflow: "ADD_TEMPLATE_VM_TO_VAPP";
  readonly vappId: string;
  readonly name: string;
  readonly templateId: string;
  /** Null where the template has one VM only. */
  readonly templateVmId: string | null;
}

export interface CopyVappRequest {
  readonly workflow: "COPY_VAPP";
  readonly vappId: string;
  readonly name: string;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface MoveVappRequest {
  readonly workflow: "MOVE_VAPP";
  readonly vappId: string;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface ImportVappRequest {
  readonly workflow: "IMPORT_VAPP";
  readonly unmanagedVappId: string;
  readonly mode: ImportMode;
  /** Null: its own. */
  readonly name: string | null;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface CaptureVappRequest {
  readonly workflow: "CAPTURE_VAPP";
  readonly vappId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface CaptureVmRequest {
  readonly workflow: "CAPTURE_VM";
  readonly vmId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface CreateVappTemplateFromOvfRequest {
  readonly workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF";
  readonly catalogId: string;
  readonly name: string;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}

export interface CopyVappTemplateRequest {
  readonly workflow: "COPY_VAPP_TEMPLATE";
  readonly templateId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface MoveVappTemplateRequest {
  readonly workflow: "MOVE_VAPP_TEMPLATE";
  readonly templateId: string;
  readonly catalogId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface ExportVappTemplateRequest {
  readonly workflow: "EXPORT_VAPP_TEMPLATE";
  readonly templateId: string;
}
