import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  datastores,
  templateVmDatastores,
  templateVms,
  unmanagedVmDatastores,
  unmanagedVms,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import type { Connection } from "../database/database.ts";
import type { TpmState } from "./write-vms.ts";

type VmRow = typeof vms.$inferSelect;

/** A VM as its row has it, wherever it is: in a VDC, in a vCenter only, or in a template. */
export interface Machine extends TpmState, Pick<VmRow, "name" | "guestId" | "firmware" | "hardwareVersion"> {
  readonly id: string;
  /** Where its files lie, and on which volumes; null where nobody knows. */
  readonly datastoreIds: readonly string[] | null;
  readonly volumeIds: readonly string[] | null;
}

/** What a VM has and a template's VM has not. */
export type MachineState = Pick<VmRow, "powerState" | "snapshotCount">;

/** A VM, or all of a vApp, by name: one statement, as for those of templates and of vCenters. */
export function findMachinesOfVms(
  connection: Connection,
  which: { readonly vmId: string } | { readonly vappId: string },
): Promise<Machine[]> {
  return connection
    .select({ ...hardwareOf(vms), ...files })
    .from(vms)
    .leftJoin(vmDatastores, eq(vmDatastores.vmId, vms.id))
    .leftJoin(datastores, eq(datastores.id, vmDatastores.datastoreId))
    .where("vmId" in which ? eq(vms.id, which.vmId) : eq(vms.vappId, which.vappId))
    .groupBy(vms.id)
    .orderBy(vms.name);
}

/** A template's VMs, or the one of them that is named. */
export function findMachinesOfTemplate(
  connection: Connection,
  templateId: string,
  templateVmId: string | null = null,
): Promise<Machine[]> {
  return connection
    .select({ ...hardwareOf(templateVms), ...files })
    .from(templateVms)
    .leftJoin(templateVmDatastores, eq(templateVmDatastores.templateVmId, templateVms.id))
    .leftJoin(datastores, eq(datastores.id, templateVmDatastores.datastoreId))
    .where(
      and(eq(templateVms.templateId, templateId), templateVmId === null ? undefined : eq(templateVms.id, templateVmId)),
    )
    .groupBy(templateVms.id)
    .orderBy(templateVms.name);
}

/** VMs that a vCenter has and no VDC. */
export function findUnmanagedMachines(
  connection: Connection,
  which: { readonly unmanagedVmId: string } | { readonly unmanagedVappId: string },
): Promise<(Machine & MachineState)[]> {
  const { powerState, snapshotCount } = unmanagedVms;
  return connection
    .select({ ...hardwareOf(unmanagedVms), powerState, snapshotCount, ...files })
    .from(unmanagedVms)
    .leftJoin(unmanagedVmDatastores, eq(unmanagedVmDatastores.unmanagedVmId, unmanagedVms.id))
    .leftJoin(datastores, eq(datastores.id, unmanagedVmDatastores.datastoreId))
    .where(
      "unmanagedVmId" in which
        ? eq(unmanagedVms.id, which.unmanagedVmId)
        : eq(unmanagedVms.unmanagedVappId, which.unmanagedVappId),
    )
    .groupBy(unmanagedVms.id)
    .orderBy(unmanagedVms.name);
}

/** The columns that all three tables share. */
function hardwareOf<T extends typeof vms | typeof templateVms | typeof unmanagedVms>(table: T) {
  return {
    id: table.id,
    name: table.name,
    guestId: table.guestId,
    firmware: table.firmware,
    hardwareVersion: table.hardwareVersion,
    tpmStatus: table.tpmStatus,
    tpmEkSha256: table.tpmEkSha256,
    tpmProvisionedAt: table.tpmProvisionedAt,
    keyProviderName: table.keyProviderName,
    encryptedByPolicy: table.encryptedByPolicy,
  };
}

const files = { datastoreIds: idsOf(datastores.id), volumeIds: idsOf(datastores.storageVolumeId) };

function idsOf(column: PgColumn): SQL<string[] | null> {
  return sql<string[] | null>`array_agg(${column} order by ${datastores.name}) filter (where ${column} is not null)`;
}
