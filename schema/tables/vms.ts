import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgSequence, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  createdAt,
  hardwareColumns,
  hardwareIsSane,
  machineStateColumns,
  machineTpmHasIdentity,
  nameIsSane,
  nameText,
  primaryId,
  snapshotCountIsSane,
} from "./columns.ts";
import { datastores } from "./storage.ts";
import { clusters } from "./vcenters.ts";
import { vdcs } from "./vdcs.ts";

export const vapps = pgTable(
  "vapps",
  {
    id: primaryId(),
    vdcId: uuid()
      .notNull()
      .references(() => vdcs.id),
    name: nameText().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("vapps", table.name),
    unique("vapps_name_in_vdc").on(table.vdcId, table.name),
    unique("vapps_of_vdc").on(table.id, table.vdcId),
    index("vapps_by_name").on(table.name, table.id),
  ],
);

/** A real vCenter numbers its managed objects itself; one sequence does for all of the simulated ones. */
export const vmMoRefNumber = pgSequence("vm_mo_ref_number", { startWith: 1001 });

/** A VM in a VDC, in a vApp or standalone. */
export const vms = pgTable(
  "vms",
  {
    id: primaryId(),
    vdcId: uuid().notNull(),
    /** The VDC's vCenter, held equal to it by the foreign key: what VMs are most often asked by. */
    vcenterId: uuid().notNull(),
    vappId: uuid(),
    name: nameText().notNull(),
    moRef: text().notNull().default(sql`'vm-' || nextval('vm_mo_ref_number')`),
    instanceUuid: uuid().notNull().defaultRandom(),
    /** Its disks are a delta of another VM's, as VCD's fast provisioning makes them. */
    linkedClone: boolean().notNull().default(false),
    ...hardwareColumns(),
    ...machineStateColumns(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("vms", table.name),
    unique("vms_name_in_parent").on(table.vdcId, table.vappId, table.name).nullsNotDistinct(),
    unique("vms_mo_ref_in_vcenter").on(table.vcenterId, table.moRef),
    unique("vms_of_vcenter").on(table.id, table.vcenterId),
    index("vms_by_name").on(table.name, table.id),
    index("vms_by_vdc").on(table.vdcId, table.name, table.id),
    index("vms_by_vcenter").on(table.vcenterId, table.name, table.id),
    index("vms_by_vapp").on(table.vappId, table.name, table.id),
    index("vms_by_tpm_identity").on(table.tpmEkSha256).where(sql`${table.tpmEkSha256} is not null`),
    index("vms_by_key_provider")
      .on(table.keyProviderName, table.vcenterId, table.name, table.id)
      .where(sql`${table.keyProviderName} is not null`),
    foreignKey({
      name: "vms_vdc_of_vcenter",
      columns: [table.vdcId, table.vcenterId],
      foreignColumns: [vdcs.id, vdcs.vcenterId],
    }),
    foreignKey({
      name: "vms_vapp_of_vdc",
      columns: [table.vappId, table.vdcId],
      foreignColumns: [vapps.id, vapps.vdcId],
    }),
    ...hardwareIsSane("vms", table),
    machineTpmHasIdentity("vms", table),
    snapshotCountIsSane("vms", table.snapshotCount),
  ],
);

/** Where a VM's files lie: datastores of its own vCenter only. No row at all is "not known". */
export const vmDatastores = pgTable(
  "vm_datastores",
  {
    vmId: uuid().notNull(),
    datastoreId: uuid().notNull(),
    vcenterId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vmId, table.datastoreId] }),
    index("vm_datastores_by_datastore").on(table.datastoreId),
    foreignKey({
      name: "vm_datastores_vm_of_vcenter",
      columns: [table.vmId, table.vcenterId],
      foreignColumns: [vms.id, vms.vcenterId],
    }).onDelete("cascade"),
    foreignKey({
      name: "vm_datastores_datastore_of_vcenter",
      columns: [table.datastoreId, table.vcenterId],
      foreignColumns: [datastores.id, datastores.vcenterId],
    }),
  ],
);

/** A group of VMs that a vCenter has and no VDC knows. */
export const unmanagedVapps = pgTable(
  "unmanaged_vapps",
  {
    id: primaryId(),
    vcenterId: uuid().notNull(),
    clusterId: uuid().notNull(),
    name: nameText().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("unmanaged_vapps", table.name),
    unique("unmanaged_vapps_name_in_vcenter").on(table.vcenterId, table.name),
    unique("unmanaged_vapps_of_cluster").on(table.id, table.clusterId),
    index("unmanaged_vapps_by_name").on(table.name, table.id),
    foreignKey({
      name: "unmanaged_vapps_cluster_of_vcenter",
      columns: [table.clusterId, table.vcenterId],
      foreignColumns: [clusters.id, clusters.vcenterId],
    }),
  ],
);

/** A VM that a vCenter has and no VDC knows: what can be imported. */
export const unmanagedVms = pgTable(
  "unmanaged_vms",
  {
    id: primaryId(),
    vcenterId: uuid().notNull(),
    clusterId: uuid().notNull(),
    unmanagedVappId: uuid(),
    name: nameText().notNull(),
    ...hardwareColumns(),
    ...machineStateColumns(),
    createdAt: createdAt(),
  },
  (table) => [
    nameIsSane("unmanaged_vms", table.name),
    unique("unmanaged_vms_name_in_parent").on(table.vcenterId, table.unmanagedVappId, table.name).nullsNotDistinct(),
    unique("unmanaged_vms_of_vcenter").on(table.id, table.vcenterId),
    index("unmanaged_vms_by_name").on(table.name, table.id),
    index("unmanaged_vms_by_vapp").on(table.unmanagedVappId, table.name, table.id),
    foreignKey({
      name: "unmanaged_vms_cluster_of_vcenter",
      columns: [table.clusterId, table.vcenterId],
      foreignColumns: [clusters.id, clusters.vcenterId],
    }),
    foreignKey({
      name: "unmanaged_vms_vapp_of_cluster",
      columns: [table.unmanagedVappId, table.clusterId],
      foreignColumns: [unmanagedVapps.id, unmanagedVapps.clusterId],
    }),
    ...hardwareIsSane("unmanaged_vms", table),
    machineTpmHasIdentity("unmanaged_vms", table),
    snapshotCountIsSane("unmanaged_vms", table.snapshotCount),
  ],
);

export const unmanagedVmDatastores = pgTable(
  "unmanaged_vm_datastores",
  {
    unmanagedVmId: uuid().notNull(),
    datastoreId: uuid().notNull(),
    vcenterId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unmanagedVmId, table.datastoreId] }),
    index("unmanaged_vm_datastores_by_datastore").on(table.datastoreId),
    foreignKey({
      name: "unmanaged_vm_datastores_vm_of_vcenter",
      columns: [table.unmanagedVmId, table.vcenterId],
      foreignColumns: [unmanagedVms.id, unmanagedVms.vcenterId],
    }).onDelete("cascade"),
    foreignKey({
      name: "unmanaged_vm_datastores_datastore_of_vcenter",
      columns: [table.datastoreId, table.vcenterId],
      foreignColumns: [datastores.id, datastores.vcenterId],
    }),
  ],
);
