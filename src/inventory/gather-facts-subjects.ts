import { and, eq, type SQL, sql } from "drizzle-orm";
import { datastores, storageVolumes, vapps, vmDatastores, vms } from "../../schema/tables/index.ts";
import type { SubjectFacts, VolumeFacts } from "../validation/facts.ts";
import type { Connection } from "./database.ts";
import type { Scope } from "./scope.ts";
import { visibleTo } from "./visibility.ts";

/** A VM as a subject, and where it is. */
export interface GatheredVm {
  readonly subject: SubjectFacts;
  readonly vdcId: string;
  readonly vcenterId: string;
  readonly vapp: { readonly id: string; readonly name: string } | null;
}

/** The VMs that a condition names, as they are, by name: two statements, however many. */
export async function gatherVms(scope: Scope, connection: Connection, condition: SQL): Promise<GatheredVm[]> {
  const rows = await connection
    .select({
      vdcId: vms.vdcId,
      vcenterId: vms.vcenterId,
      vapp: { id: vapps.id, name: vapps.name },
      id: vms.id,
      name: vms.name,
      tpm: vms.tpmStatus,
      guestId: vms.guestId,
      firmware: vms.firmware,
      hardwareVersion: vms.hardwareVersion,
      powerState: vms.powerState,
      snapshotCount: vms.snapshotCount,
      keyProvider: vms.keyProviderName,
    })
    .from(vms)
    .leftJoin(vapps, eq(vapps.id, vms.vappId))
    .where(and(condition, visibleTo(scope, "Vm")))
    .orderBy(vms.name, vms.id);
  const volumes = await selectVolumes(
    connection,
    rows.map((row) => row.id),
  );
  return rows.map(({ vdcId, vcenterId, vapp, id, ...machine }) => ({
    vdcId,
    vcenterId,
    vapp,
    subject: {
      ...machine,
      vmId: id,
      tpmRequested: null,
      hardwareChanges: false,
      volumes: volumes.get(id) ?? null,
    },
  }));
}

/** A VM that is not in the map lies nobody knows where. */
async function selectVolumes(connection: Connection, vmIds: readonly string[]): Promise<Map<string, VolumeFacts[]>> {
  const rows = await connection
    .select({ vmId: vmDatastores.vmId, volume: { id: storageVolumes.id, name: storageVolumes.name } })
    .from(vmDatastores)
    .innerJoin(datastores, eq(datastores.id, vmDatastores.datastoreId))
    .innerJoin(storageVolumes, eq(storageVolumes.id, datastores.storageVolumeId))
    .where(sql`${vmDatastores.vmId} = any(${sql.param(vmIds)}::uuid[])`)
    .orderBy(storageVolumes.name);
  const volumes = new Map<string, VolumeFacts[]>();
  for (const { vmId, volume } of rows) {
    const known = volumes.get(vmId);
    if (known) known.push(volume);
    else volumes.set(vmId, [volume]);
  }
  return volumes;
}
