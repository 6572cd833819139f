import type { Firmware, TpmProvisioning, WarningCode } from "../validation/vocabulary.ts";

/**
 * What is asked for, with the ids of rows: what a mutation and its preflight share, and what a task
 * keeps to carry it out later. Everything is named, nothing optional: null is "not said".
 */
export interface CopyVmRequest {
  readonly workflow: "COPY_VM";
  readonly vmId: string;
  readonly name: string;
  /** Exactly one of vdcId and vappId is set; the GraphQL input says so to its caller. */
  readonly vdcId: string | null;
  readonly vappId: string | null;
  readonly tpmProvisioning: TpmProvisioning | null;
}

export interface MoveVmRequest {
  readonly workflow: "MOVE_VM";
  readonly vmId: string;
  readonly vdcId: string | null;
  readonly vappId: string | null;
  readonly tpmProvisioning: TpmProvisioning | null;
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

export type WorkflowRequest = CopyVmRequest | MoveVmRequest | ReconfigureVmRequest;
