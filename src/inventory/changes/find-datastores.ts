import { and, eq, inArray } from "drizzle-orm";
import { clusterDatastores, clusters, datastores, storageVolumes, vcenters } from "../../../schema/tables/index.ts";
import { type Changed, done, formatPath, refused } from "../access/changed.ts";
import { Refusal } from "../access/refusal.ts";
import type { Transaction } from "../database/database.ts";

/**
 * The datastores as which a cluster reaches volumes. Where not all that it mounts is listed, it is enough
 * that its vCenter knows them.
 *
 * @param path Of the volumes' ids in the input.
 * @throws Refusal NOT_FOUND for the id of no volume.
 */
export async function findDatastoresOfVolumes(
  transaction: Transaction,
  clusterId: string,
  volumeIds: readonly string[],
  path: readonly string[],
): Promise<Changed<string[]>> {
  const rows = await transaction
    .select({
      volumeId: storageVolumes.id,
      volume: storageVolumes.name,
      cluster: clusters.name,
      vcenter: vcenters.name,
      inventoried: clusters.storageInventoried,
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
  const datastoreIds = rows.map((row) => (row.inventoried ? row.mountedId : row.datastoreId));
  const out = rows[datastoreIds.indexOf(null)];
  if (!out) return done(datastoreIds.filter((id) => id !== null));
  return refused(
    "NOT_MOUNTED",
    `Storage volume ${out.volume} is not mounted in cluster ${out.vcenter}/${out.cluster}, so that no file there can lie on it.`,
    field,
  );
}
