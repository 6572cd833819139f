import { eq, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  organizations,
  vcenters,
  vdcs,
} from "../../../schema/tables/index.ts";
import type { ClusterFacts, KmsRegistrationFacts, PlaceFacts, VCenterFacts } from "../../validation/facts.ts";
import type { Connection } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";

const vcenterDefault = alias(kmsRegistrations, "vcenter_default");
const clusterDefault = alias(kmsRegistrations, "cluster_default");

/** What a place is made of, but for the lists of its vCenter and its cluster. */
interface PlaceRow {
  readonly id: string;
  readonly vdc?: { readonly vdcName: string; readonly organization: string; readonly fastProvisioning: boolean };
  readonly vcenter: Omit<VCenterFacts, "kmsRegistrations" | "defaultKeyProvider">;
  readonly cluster: Omit<ClusterFacts, "mountedVolumeIds" | "defaultKeyProvider">;
  readonly storageInventoried: boolean;
  readonly vcenterDefaultName: string | null;
  readonly clusterDefaultName: string | null;
}

const clusterAndVCenter = {
  vcenter: {
    id: vcenters.id,
    name: vcenters.name,
    version: vcenters.version,
    status: vcenters.status,
    fastCrossVcenterInstantiation: vcenters.fastCrossVcenterInstantiation,
    kmsInventoried: vcenters.kmsInventoried,
  },
  cluster: { id: clusters.id, name: clusters.name, maxHardwareVersion: clusters.maxHardwareVersion },
  storageInventoried: clusters.storageInventoried,
  vcenterDefaultName: vcenterDefault.name,
  clusterDefaultName: clusterDefault.name,
};

/**
 * What is known of the places behind VDCs: three statements, however many VDCs. A VDC that does not
 * exist is not in the map.
 */
export async function gatherPlaces(
  connection: Connection,
  vdcIds: readonly string[],
): Promise<Map<string, PlaceFacts>> {
  const rows = await connection
    .select({
      id: vdcs.id,
      name: vdcs.name,
      fastProvisioning: vdcs.fastProvisioning,
      organization: organizations.name,
      ...clusterAndVCenter,
    })
    .from(vdcs)
    .innerJoin(organizations, eq(organizations.id, vdcs.organizationId))
    .innerJoin(clusters, eq(clusters.id, vdcs.clusterId))
    .innerJoin(vcenters, eq(vcenters.id, vdcs.vcenterId))
    .leftJoin(vcenterDefault, eq(vcenterDefault.id, vcenters.defaultKeyProviderId))
    .leftJoin(clusterDefault, eq(clusterDefault.id, clusters.defaultKeyProviderId))
    .where(isAnyOf(vdcs.id, vdcIds));
  return completePlaces(
    connection,
    rows.map(({ name, organization, fastProvisioning, ...row }) => ({
      ...row,
      vdc: { vdcName: `${organization}/${name}`, organization, fastProvisioning },
    })),
  );
}

/** The same of clusters, for what is in a vCenter and in no VDC: by the clusters' ids, three statements too. */
export async function gatherClusterPlaces(
  connection: Connection,
  clusterIds: readonly string[],
): Promise<Map<string, PlaceFacts>> {
  const rows = await connection
    .select({ id: clusters.id, ...clusterAndVCenter })
    .from(clusters)
    .innerJoin(vcenters, eq(vcenters.id, clusters.vcenterId))
    .leftJoin(vcenterDefault, eq(vcenterDefault.id, vcenters.defaultKeyProviderId))
    .leftJoin(clusterDefault, eq(clusterDefault.id, clusters.defaultKeyProviderId))
    .where(isAnyOf(clusters.id, clusterIds));
  return completePlaces(connection, rows);
}

async function completePlaces(connection: Connection, rows: readonly PlaceRow[]): Promise<Map<string, PlaceFacts>> {
  const registrations = await selectRegistrations(connection, [...new Set(rows.map((row) => row.vcenter.id))]);
  const mounted = await selectMountedVolumes(connection, [...new Set(rows.map((row) => row.cluster.id))]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row.vdc,
        vcenter: {
          ...row.vcenter,
          kmsRegistrations: registrations.get(row.vcenter.id) ?? [],
          ...(row.vcenterDefaultName !== null && { defaultKeyProvider: row.vcenterDefaultName }),
        },
        cluster: {
          ...row.cluster,
          ...(row.clusterDefaultName !== null && { defaultKeyProvider: row.clusterDefaultName }),
          mountedVolumeIds: row.storageInventoried ? (mounted.get(row.cluster.id) ?? []) : null,
        },
      },
    ]),
  );
}

async function selectRegistrations(
  connection: Connection,
  vcenterIds: readonly string[],
): Promise<Map<string, KmsRegistrationFacts[]>> {
  const rows = await connection
    .select({
      vcenterId: kmsRegistrations.vcenterId,
      name: kmsRegistrations.name,
      type: kmsRegistrations.type,
      status: kmsRegistrations.status,
      kmsClusterUuid: kmsRegistrations.kmsClusterUuid,
      backedUp: kmsRegistrations.backedUp,
    })
    .from(kmsRegistrations)
    .where(isAnyOf(kmsRegistrations.vcenterId, vcenterIds))
    .orderBy(kmsRegistrations.name);
  return mapGroups(
    groupBy(rows, (row) => row.vcenterId),
    ({ vcenterId: _, ...registration }) => registration,
  );
}

async function selectMountedVolumes(
  connection: Connection,
  clusterIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await connection
    .select({ clusterId: clusterDatastores.clusterId, volumeId: datastores.storageVolumeId })
    .from(clusterDatastores)
    .innerJoin(datastores, eq(datastores.id, clusterDatastores.datastoreId))
    .where(isAnyOf(clusterDatastores.clusterId, clusterIds))
    .orderBy(datastores.storageVolumeId);
  return mapGroups(
    groupBy(rows, (row) => row.clusterId),
    (row) => row.volumeId,
  );
}

function mapGroups<R, T>(groups: ReadonlyMap<string, readonly R[]>, toFact: (row: R) => T): Map<string, T[]> {
  return new Map([...groups].map(([key, rows]) => [key, rows.map(toFact)]));
}

/** One array parameter, so that the statement is the same for one id and for a thousand. */
function isAnyOf(column: PgColumn, ids: readonly string[]) {
  return sql`${column} = any(${sql.param(ids)}::uuid[])`;
}
