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
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { lockClusterToChange } from "./administer-vcenters.ts";
import { enumerateCounts } from "./enumerate-counts.ts";

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
  const deed = { mutation: "mountStorageVolume", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const { cluster, vcenter } = await lockClusterToChange(transaction, clusterId);
    const found = await findOrMakeDatastore(transaction, vcenter, input);
    if (found.refusal) return found;
    const mounted = await transaction
      .insert(clusterDatastores)
      .values({ clusterId, datastoreId: found.done.id, vcenterId: vcenter.id })
      .onConflictDoNothing()
      .returning();
    if (mounted.length === 0) {
      return refused(
        "ALREADY_MOUNTED",
        `Cluster ${vcenter.name}/${cluster.name} mounts the volume already, as datastore ${found.done.name}.`,
        ["storageVolumeId"],
      );
    }
    return done({ datastore: found.done, clusterId });
  });
}

async function findOrMakeDatastore(
  transaction: Transaction,
  vcenter: Rows["VCenter"],
  { storageVolumeId, datastoreName }: MountInput,
): Promise<Changed<Rows["Datastore"]>> {
  const volume = await getVolume(transaction, storageVolumeId);
  const known = await findDatastore(transaction, vcenter.id, storageVolumeId);
  if (known) {
    if (datastoreName === null || datastoreName === known.name) return done(known);
    return refused(
      "INVALID_VALUE",
      `datastoreName: found ${JSON.stringify(datastoreName)}, expected ${JSON.stringify(known.name)}, as which vCenter ${vcenter.name} knows the volume, or nothing.`,
      ["datastoreName"],
    );
  }
  const name = datastoreName ?? volume.name;
  const [made] = await transaction
    .insert(datastores)
    .values({ vcenterId: vcenter.id, storageVolumeId, name })
    .onConflictDoNothing()
    .returning();
  if (made) return done(made);
  return refused("NAME_TAKEN", `vCenter ${vcenter.name} has another datastore named ${name}.`, ["datastoreName"]);
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
  const deed = { mutation: "unmountStorageVolume", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const { cluster, vcenter } = await lockClusterToChange(transaction, clusterId);
    const volume = await getVolume(transaction, storageVolumeId);
    const where = `cluster ${vcenter.name}/${cluster.name}`;
    const notMounted = refused("NOT_MOUNTED", `Storage volume ${volume.name} is not mounted in ${where}.`, [
      "storageVolumeId",
    ]);
    const datastore = await findDatastore(transaction, vcenter.id, storageVolumeId);
    if (!datastore) return notMounted;
    const users = enumerateCounts(await countUsers(transaction, clusterId, datastore.id));
    if (users !== null) {
      return refused("STORAGE_IN_USE", `Storage volume ${volume.name} holds files of ${users} of ${where}.`, [
        "storageVolumeId",
      ]);
    }
    const unmounted = await transaction
      .delete(clusterDatastores)
      .where(and(eq(clusterDatastores.clusterId, clusterId), eq(clusterDatastores.datastoreId, datastore.id)))
      .returning();
    if (unmounted.length === 0) return notMounted;
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
  return { VM: ofVms?.count, "vApp template": ofTemplates?.count, "unmanaged VM": ofUnmanaged?.count };
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
