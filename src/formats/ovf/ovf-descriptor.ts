import type { Firmware } from "../../validation/vocabulary.ts";

/** A VM as it is made of an OVF descriptor: one deployment option, one of the hardware alternatives. Null: it is not said. */
export interface OvfVirtualSystem {
  /** Unique in the descriptor. */
  readonly name: string;
  /** vSphere's guest id. */
  readonly guestId: string | null;
  /**
   * Null only for a VM without a hardware section. Where that says nothing of the firmware, it is BIOS:
   * that is what vSphere gives such a VM.
   */
  readonly firmware: Firmware | null;
  /** The number of vmx-NN. */
  readonly hardwareVersion: number | null;
  /** Whether it is to have a TPM. An OVF carries none of a TPM's state, so that it is a new one each time. */
  readonly tpm: boolean;
}

/** All that an OVF descriptor says, as far as a TPM is concerned. */
export interface OvfDescriptor {
  /** The vApp's name; null where the descriptor is one VM and no vApp. */
  readonly name: string | null;
  /** In the order of the descriptor; none where it leaves no choice. */
  readonly deploymentOptions: readonly DeploymentOption[];
  readonly virtualSystems: readonly DescribedVirtualSystem[];
  /** What it says beside that and is not deployed, in the order of the descriptor. */
  readonly remarks: readonly OvfRemark[];
}

/** A Configuration of the DeploymentOptionSection. */
export interface DeploymentOption {
  readonly id: string;
  /** Of exactly one: the first that is marked so, or else the first of all. */
  readonly isDefault: boolean;
}

export interface DescribedVirtualSystem {
  readonly name: string;
  readonly guestId: string | null;
  /** At least one; several are alternatives. */
  readonly hardware: readonly DescribedHardware[];
}

export interface DescribedHardware {
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  /** At most one of them is there in any deployment option, but for one that an option puts in another's place. */
  readonly tpms: readonly DescribedTpm[];
}

export interface DescribedTpm {
  /** `ovf:required="false"`: the VM may be deployed without it. */
  readonly isOptional: boolean;
  /** Ids of the deployment options in which it is there; null: in each. */
  readonly deploymentOptions: readonly string[] | null;
}

/** Something in a descriptor that concerns TPM, firmware or vApp, and is read otherwise than somebody may expect. */
export interface OvfRemark {
  readonly kind: OvfRemarkKind;
  /** The VM's name; null where it concerns no single one. */
  readonly virtualSystem: string | null;
  /** What there is, quoted. */
  readonly found: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * - `TPM_NOT_READ`: it looks like a TPM, and is none as OVF and VMware write one: the VM gets none for it.
 * - `TPM_WITHOUT_RESOURCE_TYPE`: a TPM without the ResourceType that OVF asks for: it is read as one.
 * - `NVRAM_LEFT_OUT`: the file of a VM's NVRAM, with its firmware's settings and a TPM's state: it is not deployed.
 * - `SETTING_NOT_READ`: a setting of firmware, TPM or guest OS in a place where it counts for nothing.
 * - `VAPP_IN_VAPP`: a vApp within the vApp: its VMs count as the outer one's.
 */
export type OvfRemarkKind =
  | "TPM_NOT_READ"
  | "TPM_WITHOUT_RESOURCE_TYPE"
  | "NVRAM_LEFT_OUT"
  | "SETTING_NOT_READ"
  | "VAPP_IN_VAPP";
