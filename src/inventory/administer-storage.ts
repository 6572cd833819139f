import { and, eq } from "drizzle-orm";
import { clusterDatastores, clusters, datastores, storageVolumes } from "../../schema/tables/index.ts";
import { type Administered, administer, done, refused } from "./administer.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";
import type { Database, Transaction } from "./database.ts";
import type { Rows } from "./entities.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

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
export function mountStorageVolume(scope: Scope, db: Database, input: MountInput): Promise<Administered<Mounted>> {
  const { clusterId } = input;
  const deed = { mutation: "mountStorageVolume", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const [cluster] = await transaction.select().from(clusters).where(eq(clusters.id, clusterId));
    if (!cluster) throw new Refusal("NOT_FOUND", `input.clusterId: there is no cluster with this id.`);
    const vcenter = await lockVCenterToChange(transaction, cluster.vcenterId);
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
): Promise<Administered<Rows["Datastore"]>> {
  const [volume] = await transaction.select().from(storageVolumes).where(eq(storageVolumes.id, storageVolumeId));
  if (!volume) throw new Refusal("NOT_FOUND", "input.storageVolumeId: there is no storage volume with this id.");
  const [known] = await transaction
    .select()
    .from(datastores)
    .where(and(eq(datastores.vcenterId, vcenter.id), eq(datastores.storageVolumeId, storageVolumeId)));
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
