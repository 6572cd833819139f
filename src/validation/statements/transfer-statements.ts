import type { OvfRemark } from "../vocabulary.ts";
import type { ClusterRef, HardwareRef, VCenterRef } from "./named.ts";

interface OldVCenter {
  readonly vm: string;
  readonly at: VCenterRef;
  readonly version: string | null;
  readonly least: string;
}

/** What goes from one place to another, what it leaves behind, and what it doubles. */
export interface TransferStatements {
  "vcenters-trust-each-other": { readonly source: VCenterRef; readonly at: VCenterRef };
  "vcenters-do-not-trust-each-other": { readonly source: VCenterRef; readonly at: VCenterRef };
  "trust-is-not-recorded": { readonly source: VCenterRef; readonly at: VCenterRef };

  "organization-is-the-same": { readonly organization: string };
  "organization-is-another": { readonly source: string; readonly destination: string };
  "template-is-shared": { readonly template: string; readonly catalog: string };
  "template-is-not-shared": { readonly template: string; readonly catalog: string; readonly organization: string };

  "vcenters-move-encrypted-vms": { readonly least: string };
  "vcenter-moves-no-encrypted-vms": OldVCenter;
  "vcenter-may-move-no-encrypted-vms": OldVCenter;
  "vcenter-may-copy-no-encrypted-vms": OldVCenter;

  "vapp-is-moved-whole": { readonly vm: string };
  "vm-must-be-off-to-move": { readonly vm: string; readonly powerState: string };
  "vm-may-have-to-be-off-to-move": { readonly vm: string };
  "snapshots-are-lost": { readonly vm: string; readonly snapshotCount: number };
  "snapshots-may-be-lost": { readonly vm: string };

  "tpm-identity-is-not-copied": { readonly vm: string };
  /** How many VMs and templates have the TPM afterwards; null where that is not counted. */
  "tpm-identity-is-shared": { readonly vm: string; readonly holders: number | null };
  "sealed-data-is-kept": { readonly vm: string };
  "sealed-data-needs-recovery-key": { readonly vm: string };

  "fast-provisioning-copies-tpm": { readonly vm: string };
  "fast-provisioning-replaces-no-tpm": { readonly vm: string; readonly vdc: string };
  "vm-is-no-linked-clone": { readonly vm: string };
  "vm-is-a-linked-clone": { readonly vm: string };

  "hardware-does-not-change": { readonly vm: string };
  "vm-must-be-off-to-change-hardware": { readonly vm: string; readonly powerState: string };
  "vm-may-have-to-be-off-to-change-hardware": { readonly vm: string };
  "hardware-version-rises": { readonly vm: string };
  "hardware-version-is-lowered": { readonly vm: string; readonly before: number; readonly after: number };
  "hardware-version-may-be-lowered": { readonly vm: string };
  "firmware-changes": { readonly vm: string };
  "firmware-stays": { readonly vm: string };
  "guest-needs-no-tpm": HardwareRef;
  "guest-gets-its-tpm": HardwareRef;
  "guest-lacks-its-tpm": HardwareRef & { readonly guestId: string };

  "vcenter-knows-guest": HardwareRef & { readonly at: VCenterRef };
  "vcenter-does-not-know-guest": HardwareRef & KnownGuest & { readonly version: string };
  "vcenter-may-not-know-guest": HardwareRef & KnownGuest;
  "guest-release-is-unknown": HardwareRef & { readonly guestId: string | null; readonly near: readonly string[] };

  "hosts-support-guest": HostsOfCluster;
  "hosts-are-too-old": HardwareRef & HostsOfCluster & { readonly highest: number };
  "hosts-are-unknown": HardwareRef & HostsOfCluster;

  "cluster-runs-vm": { readonly vm: string; readonly at: ClusterRef };
  "cluster-does-not-run-vm": HardwareRef & {
    readonly at: ClusterRef;
    readonly highest: number;
    /** One, or the alternatives of an OVF. */
    readonly versions: readonly number[];
  };
  "cluster-may-not-run-vm": HardwareRef & { readonly at: ClusterRef; readonly missing: "vm" | "cluster" };

  "ovf-is-read-whole": { readonly vm: string };
  "ovf-is-not-read-whole": {
    readonly vm: string;
    readonly remarks: readonly OvfRemark[];
    /** Deployment options that give it a TPM, and were not chosen. */
    readonly optionsWithTpm: readonly string[];
  };

  "capture-stores-encryption": { readonly vms: readonly string[] };
  "template-stores-encryption": { readonly template: string; readonly vms: readonly string[] };
}

interface KnownGuest {
  readonly guestId: string;
  readonly at: VCenterRef;
  readonly least: string;
}

interface HostsOfCluster {
  readonly at: ClusterRef;
  readonly family: "WINDOWS" | "LINUX" | "OTHER" | "UNKNOWN";
  readonly least: number;
}
