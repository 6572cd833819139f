import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  datastores,
  storageVolumes,
  templateVmDatastores,
  templateVms,
  unmanagedVmDatastores,
  unmanagedVms,
  vapps,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import type { SubjectFacts, VolumeFacts } from "../../validation/facts.ts";
import { subjectOf } from "../../validation/subjects.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";

/** A VM as its row has it, and where it is. */
export type FoundVm = Awaited<ReturnType<typeof findVms>>[number];

/** The VMs that a condition names, by name: one statement, however many. */
export function findVms(scope: Scope, connection: Connection, condition: SQL) {
  return connection
    .select(vmColumns())
    .from(vms)
    .leftJoin(vapps, eq(vapps.id, vms.vappId))
    .where(and(condition, visibleTo(scope, "Vm")))
    .orderBy(vms.name, vms.id);
}

/** The columns of a found VM; its vApp is joined. */
export function vmColumns() {
  return {
    ...hardwareOf(vms),
    powerState: vms.powerState,
    snapshotCount: vms.snapshotCount,
    vdcId: vms.vdcId,
    vcenterId: vms.vcenterId,
    vapp: { id: vapps.id, name: vapps.name },
  };
}

/** The VMs as subjects: one statement more, for their storage. */
export async function gatherVms(connection: Connection, found: readonly FoundVm[]): Promise<SubjectFacts[]> {
  const volumes = await selectVolumes(connection, vmDatastores, vmDatastores.vmId, found);
  return found.map((row) => ({ ...subjectOf(row, volumes.get(row.id) ?? null), vmId: row.id }));
}

/** A VM that a vCenter has and no VDC, and the cluster that it runs in. */
export type FoundUnmanagedVm = Awaited<ReturnType<typeof findUnmanagedVms>>[number];

/** Likewise, of the VMs that can be imported. */
export function findUnmanagedVms(scope: Scope, connection: Connection, condition: SQL) {
  return connection
    .select({
      ...hardwareOf(unmanagedVms),
      powerState: unmanagedVms.powerState,
      snapshotCount: unmanagedVms.snapshotCount,
      clusterId: unmanagedVms.clusterId,
      vcenterId: unmanagedVms.vcenterId,
      unmanagedVappId: unmanagedVms.unmanagedVappId,
    })
    .from(unmanagedVms)
    .where(and(condition, visibleTo(scope, "UnmanagedVm")))
    .orderBy(unmanagedVms.name, unmanagedVms.id);
}

export async function gatherUnmanagedVms(
  connection: Connection,
  found: readonly FoundUnmanagedVm[],
): Promise<SubjectFacts[]> {
  const volumes = await selectVolumes(connection, unmanagedVmDatastores, unmanagedVmDatastores.unmanagedVmId, found);
  return found.map((row) => subjectOf(row, volumes.get(row.id) ?? null));
}

/** A VM of a template, under the id that a request names it by. */
export interface GatheredTemplateVm {
  readonly id: string;
  readonly subject: SubjectFacts;
}

/** Likewise, of all VMs of a template that the caller may see. They never run. */
export async function gatherTemplateVms(connection: Connection, templateId: string): Promise<GatheredTemplateVm[]> {
  const rows = await connection
    .select(hardwareOf(templateVms))
    .from(templateVms)
    .where(eq(templateVms.templateId, templateId))
    .orderBy(templateVms.name);
  const volumes = await selectVolumes(connection, templateVmDatastores, templateVmDatastores.templateVmId, rows);
  return rows.map((row) => ({
    id: row.id,
    subject: subjectOf({ ...row, ...AT_REST }, volumes.get(row.id) ?? null),
  }));
}

/** A VM that is yet to be: it has no TPM, no key and no files, and what is said of its TPM is asked for. */
export function newSubject(
  vm: Pick<SubjectFacts, "name" | "guestId" | "firmware" | "hardwareVersion"> & { readonly tpm: boolean },
): SubjectFacts {
  return {
    name: vm.name,
    guestId: vm.guestId,
    firmware: vm.firmware,
    hardwareVersion: vm.hardwareVersion,
    ...AT_REST,
    tpm: "NOT_PRESENT",
    tpmRequested: vm.tpm,
    hardwareChanges: [],
    keyProvider: null,
    volumes: [],
  };
}

const AT_REST = { powerState: "POWERED_OFF", snapshotCount: 0 } as const;

function hardwareOf<T extends typeof vms | typeof unmanagedVms | typeof templateVms>(table: T) {
  return {
    id: table.id,
    name: table.name,
    tpmStatus: table.tpmStatus,
    guestId: table.guestId,
    firmware: table.firmware,
    hardwareVersion: table.hardwareVersion,
    keyProviderName: table.keyProviderName,
  };
}

/**
 * The volumes on which machines lie, by the machines' ids. One that is not in the map lies nobody knows
 * where.
 *
 * @param files Which machine has files on which datastore.
 */
async function selectVolumes(
  connection: Connection,
  files: PgTable & { readonly datastoreId: PgColumn },
  machineId: PgColumn,
  machines: readonly { readonly id: string }[],
): Promise<Map<string, VolumeFacts[]>> {
  const ids = machines.map(({ id }) => id);
  const rows = await connection
    .select({ machineId: sql<string>`${machineId}`, volume: { id: storageVolumes.id, name: storageVolumes.name } })
    .from(files)
    .innerJoin(datastores, eq(datastores.id, files.datastoreId))
    .innerJoin(storageVolumes, eq(storageVolumes.id, datastores.storageVolumeId))
    .where(sql`${machineId} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(storageVolumes.name);
  const volumes = new Map<string, VolumeFacts[]>();
  for (const { machineId, volume } of rows) {
    const known = volumes.get(machineId);
    if (known) known.push(volume);
    else volumes.set(machineId, [volume]);
  }
  return volumes;
}
