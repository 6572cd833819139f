import { eq } from "drizzle-orm";
import { clusterDatastores, datastores, vmDatastores } from "../../schema/tables/index.ts";
import type { Connection, Transaction } from "./database.ts";

/** A datastore that a cluster mounts, and the volume that it is a name for. */
export interface MountedDatastore {
  readonly id: string;
  readonly volumeId: string;
}

/** What a cluster mounts, by the datastores' names. */
export function findMountedDatastores(connection: Connection, clusterId: string): Promise<MountedDatastore[]> {
  return connection
    .select({ id: datastores.id, volumeId: datastores.storageVolumeId })
    .from(clusterDatastores)
    .innerJoin(datastores, eq(datastores.id, clusterDatastores.datastoreId))
    .where(eq(clusterDatastores.clusterId, clusterId))
    .orderBy(datastores.name);
}

/** The VM's files leave their datastores: a VM may not refer to a datastore of a vCenter that it leaves. */
export async function releaseVmFiles(transaction: Transaction, vmId: string): Promise<void> {
  await transaction.delete(vmDatastores).where(eq(vmDatastores.vmId, vmId));
}

/** No datastore at all is "not known where". */
export async function placeVmFiles(
  transaction: Transaction,
  vm: { readonly id: string; readonly vcenterId: string },
  datastoreIds: readonly string[],
): Promise<void> {
  if (datastoreIds.length === 0) return;
  await transaction
    .insert(vmDatastores)
    .values(datastoreIds.map((datastoreId) => ({ vmId: vm.id, datastoreId, vcenterId: vm.vcenterId })));
}
