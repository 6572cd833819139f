import { and, eq, inArray } from "drizzle-orm";
import { clusterDatastores, clusters, datastores, storageVolumes, vcenters } from "../../../schema/tables/index.ts";
import { refuseUnreachable } from "../../validation/operations/storage.ts";
import { type Decided, done, formatPath, refusedIf } from "../access/changed.ts";
import { Refusal } from "../access/refusal.ts";
import type { Transaction } from "../database/database.ts";

/**
 * The datastores as which a cluster reaches volumes.
 *
 * @param path Of the volumes' ids in the input.
 * @throws Refusal NOT_FOUND for the id of no volume.
 */
export async function findDatastoresOfVolumes(
  transaction: Transaction,
  clusterId: string,
  volumeIds: readonly string[],
  path: readonly string[],
): Promise<Decided<string[]>> {
  const rows = await transaction
    .select({
      volumeId: storageVolumes.id,
      volume: storageVolumes.name,
      cluster: clusters.name,
      vcenter: vcenters.name,
      storageInventoried: clusters.storageInventoried,
      datastoreId: datastores.id,
      mountedId: clusterDatastores.datastoreId,
    })
    .from(storageVolumes)
    .innerJoin(clusters, eq(clusters.id, clusterId))
    .innerJoin(vcenters, eq(vcenters.id, clusters.vcenterId))
    .leftJoin(
      datastores,
      and(eq(datastores.storageVolumeId, storageVolumes.id), eq(datastores.vcenterId, clusters.vcenterId)),
    )
    .leftJoin(
      clusterDatastores,
      and(eq(clusterDatastores.datastoreId, datastores.id), eq(clusterDatastores.clusterId, clusters.id)),
    )
    .where(inArray(storageVolumes.id, [...volumeIds]));
  const field = [...path];
  const found = new Set(rows.map(({ volumeId }) => volumeId));
  const missing = volumeIds.findIndex((id) => !found.has(id));
  if (missing >= 0) {
    throw new Refusal("NOT_FOUND", `input.${formatPath(field)}[${missing}]: there is no storage volume with this id.`);
  }
  const volumes = rows.map(({ volume, cluster, vcenter, storageInventoried, mountedId, datastoreId }) => ({
    volume,
    of: { vcenter, cluster },
    storageInventoried,
    mounted: mountedId !== null,
    known: datastoreId !== null,
  }));
  const refusal = refusedIf(refuseUnreachable(volumes), field);
  return refusal ?? done(rows.flatMap(({ datastoreId }) => datastoreId ?? []));
}
