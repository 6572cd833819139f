import { getTableColumns } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  auditLog,
  catalogs,
  clusters,
  datastores,
  kmsRegistrations,
  organizations,
  storageVolumes,
  tasks,
  templateVms,
  unmanagedVapps,
  unmanagedVms,
  vapps,
  vappTemplates,
  vcenters,
  vdcs,
  vms,
} from "../../../schema/tables/index.ts";

/**
 * Columns that may hold megabytes. A row is read without them; `Reader.loadColumn` reads one for the
 * field that shows it.
 */
const largeColumns = { Task: ["input", "verdict"], AuditEntry: ["verdict"] } as const;

export type LargeColumn<E> = E extends keyof typeof largeColumns ? (typeof largeColumns)[E][number] : never;

/** Each kind of object that has an id of its own, under the name that GraphQL gives it. */
export interface Rows {
  Organization: typeof organizations.$inferSelect;
  VCenter: typeof vcenters.$inferSelect;
  Cluster: typeof clusters.$inferSelect;
  KmsRegistration: typeof kmsRegistrations.$inferSelect;
  StorageVolume: typeof storageVolumes.$inferSelect;
  Datastore: typeof datastores.$inferSelect;
  Vdc: typeof vdcs.$inferSelect;
  Vapp: typeof vapps.$inferSelect;
  Vm: typeof vms.$inferSelect;
  UnmanagedVapp: typeof unmanagedVapps.$inferSelect;
  UnmanagedVm: typeof unmanagedVms.$inferSelect;
  Catalog: typeof catalogs.$inferSelect;
  VappTemplate: typeof vappTemplates.$inferSelect;
  TemplateVm: typeof templateVms.$inferSelect;
  Task: Omit<typeof tasks.$inferSelect, LargeColumn<"Task">>;
  AuditEntry: Omit<typeof auditLog.$inferSelect, LargeColumn<"AuditEntry">>;
}
export type EntityName = keyof Rows;

export type EntityTable = PgTable & { readonly id: PgColumn };

/** A to-one relation that a filter may follow. */
interface Relation {
  readonly to: EntityName;
  /** Holds the id of the related object. */
  readonly column: PgColumn;
}

export interface Entity {
  readonly table: EntityTable;
  /** What a filter may compare, by the filter's field. */
  readonly columns: Readonly<Record<string, PgColumn>>;
  /** Filter fields that are kept for older clients, with what to use instead. */
  readonly deprecatedColumns?: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, Relation>>;
  /** What a list may be ordered by; columns that are never null, so that a cursor always has a value. */
  readonly orders: Readonly<Record<string, PgColumn>>;
  readonly defaultOrder: { readonly field: string; readonly direction: "ASC" | "DESC" };
}

const byName = { field: "NAME", direction: "ASC" } as const;

/** What most entities have: a name, and the time since when we know it. */
function named(
  table: EntityTable & { readonly name: PgColumn; readonly createdAt: PgColumn },
  relations: Entity["relations"] = {},
): Entity {
  return {
    table,
    columns: { name: table.name },
    relations,
    orders: { NAME: table.name, CREATED_AT: table.createdAt },
    defaultOrder: byName,
  };
}

export const entities: Readonly<Record<EntityName, Entity>> = {
  Organization: named(organizations),
  VCenter: named(vcenters),
  Cluster: named(clusters, { vcenter: { to: "VCenter", column: clusters.vcenterId } }),
  KmsRegistration: named(kmsRegistrations, { vcenter: { to: "VCenter", column: kmsRegistrations.vcenterId } }),
  StorageVolume: named(storageVolumes),
  Datastore: named(datastores, {
    vcenter: { to: "VCenter", column: datastores.vcenterId },
    storageVolume: { to: "StorageVolume", column: datastores.storageVolumeId },
  }),
  Vdc: named(vdcs, {
    organization: { to: "Organization", column: vdcs.organizationId },
    vcenter: { to: "VCenter", column: vdcs.vcenterId },
    cluster: { to: "Cluster", column: vdcs.clusterId },
  }),
  Vapp: named(vapps, { vdc: { to: "Vdc", column: vapps.vdcId } }),
  Vm: named(vms, {
    vdc: { to: "Vdc", column: vms.vdcId },
    vcenter: { to: "VCenter", column: vms.vcenterId },
    vapp: { to: "Vapp", column: vms.vappId },
  }),
  UnmanagedVapp: named(unmanagedVapps, {
    vcenter: { to: "VCenter", column: unmanagedVapps.vcenterId },
    cluster: { to: "Cluster", column: unmanagedVapps.clusterId },
  }),
  UnmanagedVm: named(unmanagedVms, {
    vcenter: { to: "VCenter", column: unmanagedVms.vcenterId },
    cluster: { to: "Cluster", column: unmanagedVms.clusterId },
  }),
  Catalog: named(catalogs, {
    organization: { to: "Organization", column: catalogs.organizationId },
    vdc: { to: "Vdc", column: catalogs.vdcId },
  }),
  VappTemplate: named(vappTemplates, { catalog: { to: "Catalog", column: vappTemplates.catalogId } }),
  TemplateVm: {
    table: templateVms,
    columns: { name: templateVms.name },
    relations: {},
    orders: { NAME: templateVms.name },
    defaultOrder: byName,
  },
  Task: {
    table: tasks,
    columns: {
      workflow: tasks.operation,
      operation: tasks.operation,
      status: tasks.status,
      ownerId: tasks.ownerId,
      requestedBy: tasks.requestedBy,
      createdAt: tasks.createdAt,
      startedAt: tasks.startedAt,
      finishedAt: tasks.finishedAt,
    },
    deprecatedColumns: { operation: "Use `workflow`." },
    relations: {},
    orders: { CREATED_AT: tasks.createdAt },
    defaultOrder: { field: "CREATED_AT", direction: "DESC" },
  },
  AuditEntry: {
    table: auditLog,
    columns: {
      at: auditLog.at,
      actor: auditLog.actor,
      mutation: auditLog.mutation,
      outcome: auditLog.outcome,
      objectId: auditLog.objectId,
    },
    relations: { task: { to: "Task", column: auditLog.taskId } },
    orders: { AT: auditLog.at },
    defaultOrder: { field: "AT", direction: "DESC" },
  },
};

/** The columns that a row of an entity carries. */
export function rowColumns(entity: EntityName): Record<string, PgColumn> {
  const large: readonly string[] = (largeColumns as Partial<Record<EntityName, readonly string[]>>)[entity] ?? [];
  const columns = Object.entries(getTableColumns(entities[entity].table));
  return Object.fromEntries(columns.filter(([field]) => !large.includes(field)));
}
