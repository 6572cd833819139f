import type { MountedDatastore } from "../inventory/machines/write-vm-files.ts";

/**
 * Where the vCenter puts a VM's files in a cluster: the volumes where they lie already, if the cluster
 * mounts them all; else its first datastore, and where it has none, nobody knows. A real vCenter asks
 * for a datastore, or takes the storage policy's.
 */
export function chooseDatastores(
  mounted: readonly MountedDatastore[],
  volumeIds: readonly string[] | null,
): readonly string[] {
  const shared = mounted.filter((datastore) => volumeIds?.includes(datastore.volumeId));
  const chosen = volumeIds !== null && shared.length === volumeIds.length ? shared : mounted.slice(0, 1);
  return chosen.map((datastore) => datastore.id);
}
