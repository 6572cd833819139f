import { type ClusterName, type Counts, type OperationRefusal, refuse } from "./refusal.ts";

/** A storage volume as a cluster has it. */
export interface VolumeInCluster {
  readonly volume: string;
  readonly of: ClusterName;
  readonly mounted: boolean;
}

/** A vCenter knows a volume as one datastore: another name for it is a mistake. */
export function refuseDatastoreName(
  { vcenter, datastore }: { readonly vcenter: string; readonly datastore: string },
  asked: string | null,
): OperationRefusal | null {
  if (asked === null || asked === datastore) return null;
  return refuse({ id: "datastore-has-other-name", vcenter, datastore, asked });
}

/** A volume with files of the cluster's VMs or templates stays mounted. */
export function refuseUnmounting({ volume, of, mounted }: VolumeInCluster, users: Counts): OperationRefusal | null {
  if (Object.values(users).some((count) => count > 0)) return refuse({ id: "volume-in-use", volume, of, users });
  return mounted ? null : refuse({ id: "volume-not-mounted", volume, of });
}

/** A volume on which a VM's files are said to lie. */
export interface VolumeOfFiles extends VolumeInCluster {
  /** Whether all volumes that the cluster mounts are listed. */
  readonly storageInventoried: boolean;
  /** Whether the cluster's vCenter knows the volume as a datastore. */
  readonly known: boolean;
}

/**
 * Files of a cluster's VM lie on a volume that the cluster mounts. Where not all mounts are listed, it is
 * enough that the vCenter knows the volume. Names the first one that cannot be.
 */
export function refuseUnreachable(volumes: readonly VolumeOfFiles[]): OperationRefusal | null {
  const out = volumes.find(({ mounted, known, storageInventoried }) => !(storageInventoried ? mounted : known));
  return out ? refuse({ id: "volume-not-reachable", volume: out.volume, of: out.of }) : null;
}
