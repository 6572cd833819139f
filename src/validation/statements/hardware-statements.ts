import type { Firmware, GuestFamily } from "../vocabulary.ts";
import type { ClusterRef, HardwareRef, VCenterRef } from "./named.ts";

interface GuestOnVCenter {
  readonly at: VCenterRef;
  /** As reported; null where none is recorded. */
  readonly version: string | null;
}

interface GuestFamilyOnVCenter extends GuestOnVCenter {
  readonly family: Exclude<GuestFamily, "UNKNOWN">;
  readonly least: string;
}

/** What a VM's virtual hardware must be to have a TPM. Hardware versions are numbers: 14 is vmx-14. */
export interface HardwareStatements {
  "guest-os-supports-tpm": HardwareRef & { readonly guestId: string | null };
  "guest-os-does-not-support-tpm": HardwareRef & { readonly guestId: string | null };
  "guest-os-is-unknown": HardwareRef & { readonly guestId: string | null };

  "firmware-is-efi": HardwareRef;
  "firmware-is-not-efi": HardwareRef & { readonly firmware: Firmware };
  "firmware-is-unknown": HardwareRef;

  "hardware-version-is-unknown": HardwareRef & { readonly least: number };
  "hardware-version-is-too-low": HardwareRef & { readonly version: number; readonly least: number };
  /** An upgrade alone would leave a VM that its cluster cannot run. */
  "vm-and-cluster-are-too-old": HardwareRef & {
    readonly version: number;
    readonly least: number;
    readonly at: ClusterRef;
    readonly highest: number;
  };
  "highest-hardware-version-is-unknown": HardwareRef & { readonly version: number; readonly at: ClusterRef };
  "hardware-version-is-too-high": HardwareRef & {
    readonly version: number;
    readonly at: ClusterRef;
    readonly highest: number;
  };
  "hardware-version-fits": HardwareRef & {
    readonly version: number;
    readonly least: number;
    readonly at: ClusterRef;
    readonly highest: number;
  };

  "vcenter-supports-guest": GuestFamilyOnVCenter;
  "vcenter-does-not-support-guest": HardwareRef & GuestFamilyOnVCenter;
  "vcenter-version-is-unknown": HardwareRef & GuestFamilyOnVCenter;
  /** The vCenter supports a TPM for Windows and not for Linux. */
  "vcenter-support-depends-on-guest": HardwareRef & GuestOnVCenter;
}
