import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { GUEST_FAMILIES, KEY_PROVIDER_SCOPES } from "../../src/validation/vocabulary.ts";
import { createdAt, nameIsSane, nameText, primaryId, tpmProvisioning } from "./columns.ts";
import { kmsRegistrations } from "./kms.ts";
import { organizations } from "./organizations.ts";
import { clusters } from "./vcenters.ts";

export const guestFamily = pgEnum("guest_family", GUEST_FAMILIES);
export const keyProviderScope = pgEnum("key_provider_scope", KEY_PROVIDER_SCOPES);
export const CAPABILITY_TRIGGERS = ["IMPORT", "TASK", "REFRESH"] as const;
export const capabilityTrigger = pgEnum("capability_trigger", CAPABILITY_TRIGGERS);

/** An organization VDC: one cluster of one vCenter, lent to one organization. */
export const vdcs = pgTable(
  "vdcs",
  {
    id: primaryId(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    vcenterId: uuid().notNull(),
    clusterId: uuid().notNull(),
    name: nameText().notNull(),
    /** VCD makes VMs of templates as linked clones. */
    fastProvisioning: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("vdcs", table.name),
    unique("vdcs_name_in_organization").on(table.organizationId, table.name),
    unique("vdcs_of_vcenter").on(table.id, table.vcenterId),
    index("vdcs_by_name").on(table.name, table.id),
    index("vdcs_by_vcenter").on(table.vcenterId, table.name, table.id),
    index("vdcs_by_cluster").on(table.clusterId),
    foreignKey({
      name: "vdcs_cluster_of_vcenter",
      columns: [table.clusterId, table.vcenterId],
      foreignColumns: [clusters.id, clusters.vcenterId],
    }),
  ],
);

/** What was last detected of a VDC; the live facts may have moved on since. */
export const vdcTpmCapabilities = pgTable(
  "vdc_tpm_capabilities",
  {
    vdcId: uuid()
      .primaryKey()
      .references(() => vdcs.id, { onDelete: "cascade" }),
    supported: boolean().notNull(),
    guestFamilies: guestFamily().array().notNull(),
    keyProviderId: uuid().references(() => kmsRegistrations.id, { onDelete: "set null" }),
    keyProviderFrom: keyProviderScope(),
    copyOffers: tpmProvisioning().array().notNull(),
    maxHardwareVersion: integer(),
    reasons: text().array().notNull(),
    detectedAt: timestamp({ withTimezone: true, mode: "date" }).notNull(),
    detectedBy: capabilityTrigger().notNull(),
  },
  (table) => [
    index("vdc_tpm_capabilities_by_key_provider").on(table.keyProviderId),
    check("vdc_tpm_capabilities_say_why", sql`${table.supported} = (cardinality(${table.reasons}) = 0)`),
  ],
);
