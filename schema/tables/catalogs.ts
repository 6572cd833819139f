import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  createdAt,
  hardwareColumns,
  hardwareIsSane,
  nameIsSane,
  nameText,
  primaryId,
  tpmProvisioning,
} from "./columns.ts";
import { organizations } from "./organizations.ts";
import { datastores } from "./storage.ts";
import { vdcs } from "./vdcs.ts";
import { vapps } from "./vms.ts";

/** A catalog keeps its templates on the storage of one VDC. */
export const catalogs = pgTable(
  "catalogs",
  {
    id: primaryId(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    vdcId: uuid().notNull(),
    vcenterId: uuid().notNull(),
    name: nameText().notNull(),
    published: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("catalogs", table.name),
    unique("catalogs_name_in_organization").on(table.organizationId, table.name),
    unique("catalogs_of_vcenter").on(table.id, table.vcenterId),
    index("catalogs_by_name").on(table.name, table.id),
    index("catalogs_by_vdc").on(table.vdcId, table.name, table.id),
    foreignKey({
      name: "catalogs_vdc_of_vcenter",
      columns: [table.vdcId, table.vcenterId],
      foreignColumns: [vdcs.id, vdcs.vcenterId],
    }),
  ],
);

export const catalogSubscriptions = pgTable(
  "catalog_subscriptions",
  {
    catalogId: uuid()
      .primaryKey()
      .references(() => catalogs.id, { onDelete: "cascade" }),
    publisherId: uuid()
      .notNull()
      .references(() => catalogs.id, { onDelete: "cascade" }),
    lastSyncedAt: timestamp({ withTimezone: true, mode: "date" }),
  },
  (table) => [
    index("catalog_subscriptions_by_publisher").on(table.publisherId),
    check("catalog_subscriptions_not_to_itself", sql`${table.catalogId} <> ${table.publisherId}`),
  ],
);

export const vappTemplates = pgTable(
  "vapp_templates",
  {
    id: primaryId(),
    catalogId: uuid().notNull(),
    vcenterId: uuid().notNull(),
    name: nameText().notNull(),
    /** What it was captured with; null where none of its VMs has a TPM. */
    tpmProvisioning: tpmProvisioning(),
    sourceVappId: uuid().references(() => vapps.id, { onDelete: "set null" }),
    /** The publisher's template that a subscribed catalog has received here; null once the publisher has deleted it. */
    syncedFromTemplateId: uuid().references((): AnyPgColumn => vappTemplates.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("vapp_templates", table.name),
    unique("vapp_templates_name_in_catalog").on(table.catalogId, table.name),
    unique("vapp_templates_of_vcenter").on(table.id, table.vcenterId),
    unique("vapp_templates_received_once").on(table.syncedFromTemplateId, table.catalogId),
    index("vapp_templates_by_name").on(table.name, table.id),
    index("vapp_templates_by_source_vapp").on(table.sourceVappId),
    foreignKey({
      name: "vapp_templates_catalog_of_vcenter",
      columns: [table.catalogId, table.vcenterId],
      foreignColumns: [catalogs.id, catalogs.vcenterId],
    }).onDelete("cascade"),
  ],
);

/** A VM of a template. With COPY its TPM has an identity, which its copies share; with REPLACE it has none. */
export const templateVms = pgTable(
  "template_vms",
  {
    id: primaryId(),
    templateId: uuid().notNull(),
    vcenterId: uuid().notNull(),
    name: nameText().notNull(),
    ...hardwareColumns(),
  },
  (table) => [
    nameIsSane("template_vms", table.name),
    unique("template_vms_name_in_template").on(table.templateId, table.name),
    unique("template_vms_of_vcenter").on(table.id, table.vcenterId),
    index("template_vms_by_tpm_identity").on(table.tpmEkSha256).where(sql`${table.tpmEkSha256} is not null`),
    index("template_vms_by_key_provider")
      .on(table.keyProviderName, table.vcenterId, table.name, table.id)
      .where(sql`${table.keyProviderName} is not null`),
    foreignKey({
      name: "template_vms_template_of_vcenter",
      columns: [table.templateId, table.vcenterId],
      foreignColumns: [vappTemplates.id, vappTemplates.vcenterId],
    }).onDelete("cascade"),
    ...hardwareIsSane("template_vms", table),
    check("template_vms_tpm_identity_is_of_a_tpm", sql`${table.tpmEkSha256} is null or ${table.tpmStatus} = 'PRESENT'`),
  ],
);

export const templateVmDatastores = pgTable(
  "template_vm_datastores",
  {
    templateVmId: uuid().notNull(),
    datastoreId: uuid().notNull(),
    vcenterId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.templateVmId, table.datastoreId] }),
    index("template_vm_datastores_by_datastore").on(table.datastoreId),
    foreignKey({
      name: "template_vm_datastores_vm_of_vcenter",
      columns: [table.templateVmId, table.vcenterId],
      foreignColumns: [templateVms.id, templateVms.vcenterId],
    }).onDelete("cascade"),
    foreignKey({
      name: "template_vm_datastores_datastore_of_vcenter",
      columns: [table.datastoreId, table.vcenterId],
      foreignColumns: [datastores.id, datastores.vcenterId],
    }),
  ],
);
