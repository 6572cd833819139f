import type { Firmware } from "../../validation/vocabulary.ts";

/** What an OVF descriptor says of one VM, as far as a TPM is concerned. Null: it is not said. */
export interface OvfVirtualSystem {
  /** Unique in the descriptor. */
  readonly name: string;
  /** vSphere's guest id, which only VMware's extension of OVF (`vmw:osType`) has room for. */
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

export interface OvfDescriptor {
  /** The vApp's name; null where the descriptor is one VM and no vApp. */
  readonly name: string | null;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}
