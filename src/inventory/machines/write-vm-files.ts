import { eq, inArray } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { clusterDatastores, datastores, vmDatastores, vms } from "../../../schema/tables/index.ts";
import type { Connection, Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";

/** A datastore that a cluster mounts, and the volume that it is a name for. */
export interface MountedDatastore {
  readonly id: string;
  readonly volumeId: string;
}

/** Where a machine's files are to lie; no datastore at all is "not known where". */
export interface PlacedFiles {
  readonly id: string;
  readonly datastoreIds: readonly string[];
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

/** The files leave their datastores: a VM may not refer to a datastore of a vCenter that it leaves. */
export async function releaseVmFiles(
  transaction: Transaction,
  of: { readonly vmId: string } | { readonly vappId: string },
): Promise<void> {
  const those =
    "vmId" in of
      ? eq(vmDatastores.vmId, of.vmId)
      : inArray(
          vmDatastores.vmId,
          new QueryBuilder().select({ id: vms.id }).from(vms).where(eq(vms.vappId, of.vappId)),
        );
  await transaction.delete(vmDatastores).where(those);
}

/** The files of any number of VMs of one vCenter, with one statement. */
export async function placeVmFiles(
  transaction: Transaction,
  vcenterId: string,
  placed: readonly PlacedFiles[],
): Promise<void> {
  const rows = placed.flatMap(({ id, datastoreIds }) =>
    datastoreIds.map((datastoreId) => ({ vmId: id, datastoreId, vcenterId })),
  );
  await insertRows(transaction, vmDatastores, rows);
}
