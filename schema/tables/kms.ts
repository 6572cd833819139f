import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { KMS_TYPES } from "../../src/validation/vocabulary.ts";
import { connectionStatus, createdAt, nameIsSane, nameText, primaryId } from "./columns.ts";
import { vcenters } from "./vcenters.ts";

export const kmsType = pgEnum("kms_type", KMS_TYPES);

/** One key provider registered on one vCenter under a name. */
export const kmsRegistrations = pgTable(
  "kms_registrations",
  {
    id: primaryId(),
    vcenterId: uuid()
      .notNull()
      .references((): AnyPgColumn => vcenters.id, { onDelete: "cascade" }),
    name: nameText().notNull(),
    type: kmsType().notNull(),
    status: connectionStatus().notNull().default("UNKNOWN"),
    /** Fingerprint of the KMS behind the name; null is not known. */
    kmsClusterUuid: text(),
    /** Whether a backup of a native key provider was made; a vCenter takes it into use only then. Null is not known. */
    backedUp: boolean(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("kms_registrations", table.name),
    unique("kms_registrations_name_in_vcenter").on(table.vcenterId, table.name),
    unique("kms_registrations_of_vcenter").on(table.id, table.vcenterId),
    index("kms_registrations_by_name").on(table.name, table.id),
    check("kms_registrations_backup_of_native", sql`${table.backedUp} is null or ${table.type} = 'NATIVE'`),
  ],
);

export const kmsServers = pgTable(
  "kms_servers",
  {
    id: primaryId(),
    kmsRegistrationId: uuid()
      .notNull()
      .references(() => kmsRegistrations.id, { onDelete: "cascade" }),
    name: nameText().notNull(),
    address: text().notNull(),
    port: integer().notNull(),
  },
  (table) => [
    nameIsSane("kms_servers", table.name),
    unique("kms_servers_name_in_registration").on(table.kmsRegistrationId, table.name),
    check("kms_servers_port_is_sane", sql`${table.port} between 1 and 65535`),
  ],
);
