import { and, countDistinct, eq } from "drizzle-orm";
import {
  catalogs,
  clusterDatastores,
  datastores,
  storageVolumes,
  templateVmDatastores,
  templateVms,
  unmanagedVmDatastores,
  unmanagedVms,
  vappTemplates,
  vdcs,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { refuse } from "../../validation/operations/refusal.ts";
import { refuseDatastoreName, refuseUnmounting } from "../../validation/operations/storage.ts";
import { type Changed, type Decided, done, refused, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { lockClusterToChange } from "./administer-vcenters.ts";

export interface MountInput {
  readonly storageVolumeId: string;
  readonly clusterId: string;
  /** What the vCenter is to call it, where it does not know it yet; null: the volume's own name. */
  readonly datastoreName: string | null;
}

export interface Mounted {
  readonly datastore: Rows["Datastore"];
  readonly clusterId: string;
}

/** Mounts a volume in a cluster, as the datastore that its vCenter knows it as, or as a new one. */
export function mountStorageVolume(scope: Scope, db: Database, input: MountInput): Promise<Changed<Mounted>> {
  const { clusterId } = input;
  const change = { mutation: "mountStorageVolume", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const { cluster, vcenter } = await lockClusterToChange(transaction, clusterId);
    const volume = await getVolume(transaction, input.storageVolumeId);
    const found = await findOrMakeDatastore(transaction, vcenter, volume, input.datastoreName);
    if (found.refusal) return found;
    const mounted = await transaction
      .insert(clusterDatastores)
      .values({ clusterId, datastoreId: found.done.id, vcenterId: vcenter.id })
      .onConflictDoNothing()
      .returning();
    if (mounted.length === 0) {
      const of = { vcenter: vcenter.name, cluster: cluster.name };
      const names = { volume: volume.name, of, datastore: found.done.name };
      return refused(refuse({ id: "volume-mounted-already", ...names }), ["storageVolumeId"]);
    }
    return done({ datastore: found.done, clusterId });
  });
}

async function findOrMakeDatastore(
  transaction: Transaction,
  vcenter: Rows["VCenter"],
  volume: Rows["StorageVolume"],
  datastoreName: string | null,
): Promise<Decided<Rows["Datastore"]>> {
  const known = await findDatastore(transaction, vcenter.id, volume.id);
  if (known) {
    const names = { vcenter: vcenter.name, datastore: known.name };
    return refusedIf(refuseDatastoreName(names, datastoreName), ["datastoreName"]) ?? done(known);
  }
  const name = datastoreName ?? volume.name;
  const [made] = await transaction
    .insert(datastores)
    .values({ vcenterId: vcenter.id, storageVolumeId: volume.id, name })
    .onConflictDoNothing()
    .returning();
  if (made) return done(made);
  const owner = { kind: "vcenter", vcenter: vcenter.name } as const;
  return refused(refuse({ id: "name-taken", kind: "datastore", name, in: owner }), ["datastoreName"]);
}

/**
 * Unmounts a volume from a cluster on which no file of the cluster's lies. The vCenter goes on knowing it
 * as a datastore, for other clusters and for the next mount.
 */
export function unmountStorageVolume(
  scope: Scope,
  db: Database,
  input: Pick<MountInput, "storageVolumeId" | "clusterId">,
): Promise<Changed<Mounted>> {
  const { clusterId, storageVolumeId } = input;
  const change = { mutation: "unmountStorageVolume", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const { cluster, vcenter } = await lockClusterToChange(transaction, clusterId);
    const volume = await getVolume(transaction, storageVolumeId);
    const datastore = await findDatastore(transaction, vcenter.id, storageVolumeId);
    const mount =
      datastore && and(eq(clusterDatastores.clusterId, clusterId), eq(clusterDatastores.datastoreId, datastore.id));
    const found = {
      volume: volume.name,
      of: { vcenter: vcenter.name, cluster: cluster.name },
      mounted: mount !== undefined && (await transaction.$count(clusterDatastores, mount)) > 0,
    };
    const users = datastore ? await countUsers(transaction, clusterId, datastore.id) : {};
    const refusal = refusedIf(refuseUnmounting(found, users), ["storageVolumeId"]);
    if (refusal) return refusal;
    invariant(datastore && mount, "a volume that is mounted is a datastore of the vCenter");
    await transaction.delete(clusterDatastores).where(mount);
    return done({ datastore, clusterId });
  });
}

/** What of the cluster has files on a datastore; nothing can join it while the vCenter's row is locked. */
async function countUsers(transaction: Transaction, clusterId: string, datastoreId: string) {
  const [ofVms] = await transaction
    .select({ count: countDistinct(vms.id) })
    .from(vmDatastores)
    .innerJoin(vms, eq(vms.id, vmDatastores.vmId))
    .innerJoin(vdcs, eq(vdcs.id, vms.vdcId))
    .where(and(eq(vmDatastores.datastoreId, datastoreId), eq(vdcs.clusterId, clusterId)));
  const [ofTemplates] = await transaction
    .select({ count: countDistinct(vappTemplates.id) })
    .from(templateVmDatastores)
    .innerJoin(templateVms, eq(templateVms.id, templateVmDatastores.templateVmId))
    .innerJoin(vappTemplates, eq(vappTemplates.id, templateVms.templateId))
    .innerJoin(catalogs, eq(catalogs.id, vappTemplates.catalogId))
    .innerJoin(vdcs, eq(vdcs.id, catalogs.vdcId))
    .where(and(eq(templateVmDatastores.datastoreId, datastoreId), eq(vdcs.clusterId, clusterId)));
  const [ofUnmanaged] = await transaction
    .select({ count: countDistinct(unmanagedVms.id) })
    .from(unmanagedVmDatastores)
    .innerJoin(unmanagedVms, eq(unmanagedVms.id, unmanagedVmDatastores.unmanagedVmId))
    .where(and(eq(unmanagedVmDatastores.datastoreId, datastoreId), eq(unmanagedVms.clusterId, clusterId)));
  return {
    VM: ofVms?.count ?? 0,
    "vApp template": ofTemplates?.count ?? 0,
    "unmanaged VM": ofUnmanaged?.count ?? 0,
  };
}

async function getVolume(transaction: Transaction, storageVolumeId: string): Promise<Rows["StorageVolume"]> {
  const [volume] = await transaction.select().from(storageVolumes).where(eq(storageVolumes.id, storageVolumeId));
  if (!volume) throw new Refusal("NOT_FOUND", "input.storageVolumeId: there is no storage volume with this id.");
  return volume;
}

async function findDatastore(
  transaction: Transaction,
  vcenterId: string,
  storageVolumeId: string,
): Promise<Rows["Datastore"] | undefined> {
  const [datastore] = await transaction
    .select()
    .from(datastores)
    .where(and(eq(datastores.vcenterId, vcenterId), eq(datastores.storageVolumeId, storageVolumeId)));
  return datastore;
}
