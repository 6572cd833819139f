import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  kmsServers,
  storageVolumes,
  unmanagedVapps,
  unmanagedVmDatastores,
  unmanagedVms,
  vcenters,
  vcenterTrusts,
} from "../../../schema/tables/index.ts";
import type { EstateVCenter } from "../../formats/estate-schema.ts";
import type { Transaction } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import { datastoreNamesOf, hardwareColumnsOf, onlyKnown, writeMachine } from "./export-rows.ts";

const defaultProvider = alias(kmsRegistrations, "default_provider");

export function exportStorageVolumes(transaction: Transaction) {
  return transaction
    .select({ name: storageVolumes.name, uuid: storageVolumes.uuid })
    .from(storageVolumes)
    .orderBy(storageVolumes.name);
}

export async function exportVCenters(transaction: Transaction): Promise<EstateVCenter[]> {
  const rows = await transaction
    .select({ vcenter: vcenters, defaultKeyProvider: defaultProvider.name })
    .from(vcenters)
    .leftJoin(defaultProvider, eq(defaultProvider.id, vcenters.defaultKeyProviderId))
    .orderBy(vcenters.name);
  const trusts = writeTrusts(
    rows.map(({ vcenter }) => vcenter),
    await transaction.select().from(vcenterTrusts),
  );
  const registrations = await exportRegistrations(transaction);
  const datastoresOf = await exportDatastores(transaction);
  const clustersOf = await exportClusters(transaction);
  const machinesOf = await exportUnmanagedVms(transaction);
  return rows.map(({ vcenter, defaultKeyProvider }) => {
    const kms = registrations.get(vcenter.id) ?? [];
    return {
      name: vcenter.name,
      ...onlyKnown({ version: vcenter.version, build: vcenter.build }),
      status: vcenter.status,
      ...onlyKnown({ fastCrossVcenterInstantiation: vcenter.fastCrossVcenterInstantiation }),
      ...(trusts.get(vcenter.id) ?? {}),
      ...(vcenter.kmsInventoried || kms.length > 0 ? { kmsRegistrations: kms } : {}),
      ...(!vcenter.kmsInventoried && kms.length > 0 ? { kmsInventoried: false } : {}),
      ...onlyKnown({ defaultKeyProvider }),
      datastores: datastoresOf.get(vcenter.id) ?? [],
      clusters: clustersOf.get(vcenter.id) ?? [],
      unmanagedVms: machinesOf.get(vcenter.id) ?? [],
    };
  });
}

type Trusts = Pick<EstateVCenter, "trusts" | "trustsComplete" | "distrusts">;

/** Of each vCenter: the whole list where all of its pairs are recorded, else what is recorded. */
function writeTrusts(
  all: readonly { readonly id: string; readonly name: string }[],
  pairs: readonly (typeof vcenterTrusts.$inferSelect)[],
): Map<string, Trusts> {
  const known = new Map(pairs.map(({ vcenterId, otherVcenterId, trusted }) => [vcenterId + otherVcenterId, trusted]));
  return new Map(
    all.map(({ id }) => {
      const others = all.filter((other) => other.id !== id);
      const named = (trusted: boolean) =>
        others.filter((other) => known.get([id, other.id].sort().join("")) === trusted).map(({ name }) => name);
      const [trusts, distrusts] = [named(true), named(false)];
      if (trusts.length + distrusts.length === 0) return [id, {}];
      if (trusts.length + distrusts.length === others.length) return [id, { trusts }];
      return [id, { trusts, trustsComplete: false, ...(distrusts.length > 0 && { distrusts }) }];
    }),
  );
}

/** What is in each vCenter, by the vCenter's id. */
type Inside<Key extends keyof EstateVCenter> = Map<string, NonNullable<EstateVCenter[Key]>>;

async function exportRegistrations(transaction: Transaction): Promise<Inside<"kmsRegistrations">> {
  const servers = groupBy(
    await transaction.select().from(kmsServers).orderBy(kmsServers.name),
    (server) => server.kmsRegistrationId,
  );
  const rows = await transaction.select().from(kmsRegistrations).orderBy(kmsRegistrations.name);
  return writeInside(rows, ({ id, name, type, status, kmsClusterUuid, backedUp }) => ({
    name,
    type,
    status,
    ...onlyKnown({ kmsClusterUuid, backedUp }),
    servers: (servers.get(id) ?? []).map((server) => ({
      name: server.name,
      address: server.address,
      port: server.port,
    })),
  }));
}

async function exportDatastores(transaction: Transaction): Promise<Inside<"datastores">> {
  const rows = await transaction
    .select({ vcenterId: datastores.vcenterId, name: datastores.name, volume: storageVolumes.name })
    .from(datastores)
    .innerJoin(storageVolumes, eq(storageVolumes.id, datastores.storageVolumeId))
    .orderBy(datastores.name);
  return writeInside(rows, ({ name, volume }) => ({ name, volume }));
}

async function exportClusters(transaction: Transaction): Promise<Inside<"clusters">> {
  const rows = await transaction
    .select({
      vcenterId: clusters.vcenterId,
      name: clusters.name,
      maxHardwareVersion: clusters.maxHardwareVersion,
      storageInventoried: clusters.storageInventoried,
      defaultKeyProvider: defaultProvider.name,
      datastores: datastoreNamesOf(clusters.id, clusterDatastores.clusterId, clusterDatastores.datastoreId),
    })
    .from(clusters)
    .leftJoin(defaultProvider, eq(defaultProvider.id, clusters.defaultKeyProviderId))
    .orderBy(clusters.name);
  return writeInside(
    rows,
    ({ name, maxHardwareVersion, storageInventoried, defaultKeyProvider, datastores: mounted }) => ({
      name,
      ...onlyKnown({ maxHardwareVersion, defaultKeyProvider }),
      ...(storageInventoried || mounted ? { datastores: mounted ?? [] } : {}),
      ...(!storageInventoried && mounted ? { storageInventoried } : {}),
    }),
  );
}

async function exportUnmanagedVms(transaction: Transaction): Promise<Inside<"unmanagedVms">> {
  const rows = await transaction
    .select({
      vcenterId: unmanagedVms.vcenterId,
      name: unmanagedVms.name,
      vapp: unmanagedVapps.name,
      cluster: clusters.name,
      ...hardwareColumnsOf(unmanagedVms),
      powerState: unmanagedVms.powerState,
      snapshotCount: unmanagedVms.snapshotCount,
      datastores: datastoreNamesOf(
        unmanagedVms.id,
        unmanagedVmDatastores.unmanagedVmId,
        unmanagedVmDatastores.datastoreId,
      ),
    })
    .from(unmanagedVms)
    .innerJoin(clusters, eq(clusters.id, unmanagedVms.clusterId))
    .leftJoin(unmanagedVapps, eq(unmanagedVapps.id, unmanagedVms.unmanagedVappId))
    .orderBy(unmanagedVapps.name, unmanagedVms.name);
  return writeInside(rows, (row) => ({
    name: row.name,
    ...onlyKnown({ vapp: row.vapp }),
    cluster: row.cluster,
    ...writeMachine(row),
  }));
}

function writeInside<R extends { readonly vcenterId: string }, T>(
  rows: readonly R[],
  write: (row: R) => T,
): Map<string, T[]> {
  const groups = groupBy(rows, (row) => row.vcenterId);
  return new Map([...groups].map(([vcenterId, inside]) => [vcenterId, inside.map(write)]));
}
