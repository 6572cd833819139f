import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { connectionStatus, createdAt, nameIsSane, nameText, primaryId } from "./columns.ts";
import { kmsRegistrations } from "./kms.ts";

export const vcenters = pgTable(
  "vcenters",
  {
    id: primaryId(),
    name: nameText().notNull().unique(),
    /** As reported, e.g. `8.0.2`; null is not known. */
    version: text(),
    build: text(),
    status: connectionStatus().notNull().default("CONNECTED"),
    /** Null is not known. */
    fastCrossVcenterInstantiation: boolean(),
    /** False: there may be registrations that are not in kms_registrations. */
    kmsInventoried: boolean().notNull().default(true),
    defaultKeyProviderId: uuid(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("vcenters", table.name),
    // The default is one of this vCenter's own registrations, or none.
    foreignKey({
      name: "vcenters_default_key_provider_is_registered",
      columns: [table.defaultKeyProviderId, table.id],
      foreignColumns: [kmsRegistrations.id as AnyPgColumn, kmsRegistrations.vcenterId as AnyPgColumn],
    }),
  ],
);

/** Whether two vCenters trust each other's certificates: one row a pair. No row is "not recorded". */
export const vcenterTrusts = pgTable(
  "vcenter_trusts",
  {
    vcenterId: uuid()
      .notNull()
      .references(() => vcenters.id, { onDelete: "cascade" }),
    otherVcenterId: uuid()
      .notNull()
      .references(() => vcenters.id, { onDelete: "cascade" }),
    trusted: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vcenterId, table.otherVcenterId] }),
    index("vcenter_trusts_by_other").on(table.otherVcenterId),
    // Trust is mutual: a pair has one row, the lesser id first.
    check("vcenter_trusts_name_a_pair_once", sql`${table.vcenterId} < ${table.otherVcenterId}`),
  ],
);

export const clusters = pgTable(
  "clusters",
  {
    id: primaryId(),
    vcenterId: uuid()
      .notNull()
      .references(() => vcenters.id, { onDelete: "cascade" }),
    name: nameText().notNull(),
    maxHardwareVersion: integer(),
    /** False: there may be datastores that are not in cluster_datastores. */
    storageInventoried: boolean().notNull().default(true),
    /** The cluster's own default, which wins over the vCenter's. */
    defaultKeyProviderId: uuid(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("clusters", table.name),
    unique("clusters_name_in_vcenter").on(table.vcenterId, table.name),
    unique("clusters_of_vcenter").on(table.id, table.vcenterId),
    index("clusters_by_name").on(table.name, table.id),
    index("clusters_by_default_key_provider").on(table.defaultKeyProviderId),
    check("clusters_max_hardware_version_is_sane", sql`${table.maxHardwareVersion} between 3 and 99`),
    foreignKey({
      name: "clusters_default_key_provider_is_registered",
      columns: [table.defaultKeyProviderId, table.vcenterId],
      foreignColumns: [kmsRegistrations.id, kmsRegistrations.vcenterId],
    }),
  ],
);
