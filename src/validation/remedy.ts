import type { ClusterRef, HardwareRef, VCenterRef } from "./statements/named.ts";
import type { StorageGap } from "./statements/storage-statements.ts";
import type { HardwarePart, RemedyAction, TpmProvisioning, WarningCode } from "./vocabulary.ts";

/** What a remedy concerns, as the API shows it. */
export interface RemedyTarget {
  readonly vcenterId?: string;
  readonly clusterId?: string;
  readonly vmId?: string;
  readonly keyProviderName?: string;
  readonly storageVolumeId?: string;
  /** A version that will do: of a vCenter the least (`7.0.2`), of hardware the least or the highest (`vmx-14`). */
  readonly version?: string;
  readonly tpmProvisioning?: TpmProvisioning;
}

interface AtVCenter {
  readonly vcenterId: string;
  readonly at: VCenterRef;
}
interface AtCluster {
  readonly vcenterId: string;
  readonly clusterId: string;
  readonly at: ClusterRef;
}
interface OfVm {
  readonly vm: string;
}

/** What is to be found out and recorded. */
export type MissingFact =
  | (OfVm & { readonly fact: "tpm" | "key-provider" | "power-state" | "snapshots" })
  | (HardwareRef & { readonly fact: HardwarePart })
  | { readonly fact: "template-provisioning" | "template-tpms"; readonly template: string }
  | (AtVCenter & { readonly fact: "vcenter-status" | "vcenter-version" | "key-providers" })
  | (AtVCenter & { readonly fact: "key-provider-status"; readonly keyProviderName: string })
  | { readonly fact: "highest-hardware-version"; readonly clusterId: string; readonly at: ClusterRef }
  | (AtCluster & OfVm & { readonly fact: "storage"; readonly unknown: readonly StorageGap[] });

/**
 * The arguments of each action. `variant` and `fact` tell its sentences from each other.
 *
 * INVARIANT: verdicts are stored with these. A variant that no rule makes any more keeps its words.
 */
export interface Remedies {
  REGISTER_KMS:
    | (AtVCenter & { readonly variant: "of-vm" | "of-place" | "same-kms"; readonly keyProviderName: string })
    | (AtVCenter & { readonly variant: "as-default" });
  RECONNECT_KMS: AtVCenter & { readonly keyProviderName: string };
  SET_DEFAULT_KEY_PROVIDER:
    | (AtVCenter & { readonly variant: "of-vcenter"; readonly keyProviderName: string })
    | (AtCluster & { readonly variant: "of-cluster"; readonly keyProviderName: string });
  UPGRADE_VCENTER: AtVCenter & { readonly version: string };
  RECONNECT_VCENTER: AtVCenter;
  MOUNT_STORAGE_VOLUME: AtCluster & { readonly storageVolumeId: string; readonly volume: string };
  ACTIVATE_FAST_CROSS_VCENTER: AtVCenter;
  /** Without an option: leave it out. */
  CHOOSE_TPM_PROVISIONING: { readonly tpmProvisioning?: TpmProvisioning };
  SET_FIRMWARE_EFI: OfVm & { readonly variant: "ask-for" | "give" | "set" };
  UPGRADE_HARDWARE: OfVm & {
    readonly variant: "ask-for-at-least" | "ask-for-at-most" | "give" | "upgrade";
    readonly version: string;
  };
  POWER_OFF: OfVm;
  REMOVE_SNAPSHOTS: OfVm;
  ACKNOWLEDGE_WARNING: { readonly warning: WarningCode };
  RECAPTURE_TEMPLATE:
    | { readonly variant: "with-option"; readonly template: string; readonly tpmProvisioning: TpmProvisioning }
    | (OfVm & { readonly variant: "with-hardware"; readonly template: string; readonly part: HardwarePart });
  CHOOSE_OTHER_VDC:
    | { readonly variant: "choose"; readonly version: string }
    | (OfVm & {
        readonly variant: "choose-and-give" | "choose-and-upgrade" | "move" | "move-and-upgrade";
        readonly version: string;
      });
  CHANGE_GUEST_OS: OfVm & { readonly variant: "ask-for" | "give" };
  KEEP_EXISTING_TPM: OfVm;
  RECORD_MISSING_FACT: MissingFact;
}

/** One change that makes a finding pass: an action, what it concerns, and nothing that is a sentence. */
export type Remedy = {
  readonly [A in RemedyAction]: { readonly action: A } & RemedyTarget & Remedies[A];
}[RemedyAction];
