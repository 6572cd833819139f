import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, nameIsSane, nameText, primaryId } from "./columns.ts";
import { clusters, vcenters } from "./vcenters.ts";

/** A LUN, an NFS export or a vSAN: one volume may be mounted in many vCenters under many names. */
export const storageVolumes = pgTable(
  "storage_volumes",
  {
    id: primaryId(),
    name: nameText().notNull().unique(),
    /** The real identity, e.g. `naa.600a0980…`. */
    uuid: text().notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [nameIsSane("storage_volumes", table.name)],
);

/** A vCenter's name for a volume. */
export const datastores = pgTable(
  "datastores",
  {
    id: primaryId(),
    vcenterId: uuid()
      .notNull()
      .references(() => vcenters.id, { onDelete: "cascade" }),
    storageVolumeId: uuid()
      .notNull()
      .references(() => storageVolumes.id),
    name: nameText().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("datastores", table.name),
    unique("datastores_name_in_vcenter").on(table.vcenterId, table.name),
    unique("datastores_volume_in_vcenter").on(table.vcenterId, table.storageVolumeId),
    unique("datastores_of_vcenter").on(table.id, table.vcenterId),
    index("datastores_by_volume").on(table.storageVolumeId),
    index("datastores_by_name").on(table.name, table.id),
  ],
);

/** Which datastores the hosts of a cluster mount: of the cluster's own vCenter only. */
export const clusterDatastores = pgTable(
  "cluster_datastores",
  {
    clusterId: uuid().notNull(),
    datastoreId: uuid().notNull(),
    vcenterId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clusterId, table.datastoreId] }),
    index("cluster_datastores_by_datastore").on(table.datastoreId),
    foreignKey({
      name: "cluster_datastores_cluster_of_vcenter",
      columns: [table.clusterId, table.vcenterId],
      foreignColumns: [clusters.id, clusters.vcenterId],
    }).onDelete("cascade"),
    foreignKey({
      name: "cluster_datastores_datastore_of_vcenter",
      columns: [table.datastoreId, table.vcenterId],
      foreignColumns: [datastores.id, datastores.vcenterId],
    }).onDelete("cascade"),
  ],
);
