import type { ClusterRef, VCenterRef } from "./named.ts";

/** What is not recorded, so that nobody can say whether storage is shared. */
export type StorageGap = "volumes-of-vm" | "volumes-of-cluster" | "fast-instantiation";

/** Whether the destination reaches the storage of a VM. */
export interface StorageStatements {
  "fast-instantiation-is-active": { readonly at: VCenterRef };
  "storage-is-mounted": { readonly vm: string; readonly at: ClusterRef };
  "storage-is-not-mounted": { readonly vm: string; readonly at: ClusterRef; readonly volumes: readonly string[] };
  "storage-may-not-be-mounted": {
    readonly vm: string;
    readonly at: ClusterRef;
    readonly unknown: readonly StorageGap[];
    /** The volumes that the cluster does not mount; empty where that is not known. */
    readonly volumes: readonly string[];
  };
}
