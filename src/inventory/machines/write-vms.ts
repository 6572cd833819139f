import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";

/** Where a VM is to be; a vCenter of the VDC's, and a vApp of it or none. */
export interface VmPlace {
  readonly vdcId: string;
  readonly vcenterId: string;
  readonly vappId: string | null;
}

type VmRow = typeof vms.$inferSelect;

/** A machine's TPM, and what its home is encrypted by. */
export type TpmState = Pick<
  VmRow,
  "tpmStatus" | "tpmEkSha256" | "tpmProvisionedAt" | "keyProviderName" | "encryptedByPolicy"
>;

/** What becomes of a VM's TPM and of its encryption; empty where both stay as they are. */
export type TpmChange = Partial<TpmState>;

export type HardwareChange = Partial<Pick<VmRow, "name" | "guestId" | "firmware" | "hardwareVersion">>;

/** A VM that is made; its moRef and its instance UUID are given to it here. */
export type NewVmRow = Omit<VmRow, "moRef" | "instanceUuid" | "createdAt" | "linkedClone">;

/** One statement, however many. */
export async function insertVms(transaction: Transaction, rows: readonly NewVmRow[]): Promise<void> {
  await insertRows(transaction, vms, rows);
}

/**
 * A moved VM stays the same machine, with its instance UUID; but moRefs are the vCenter's own, so that
 * another vCenter gives it another one. Its files must be placed anew where the vCenter changes:
 * `releaseVmFiles` before, `placeVmFiles` after.
 */
export async function updatePlaceOfVm(transaction: Transaction, vmId: string, place: VmPlace): Promise<void> {
  await transaction
    .update(vms)
    .set({ ...place, moRef: moRefIn(place.vcenterId) })
    .where(eq(vms.id, vmId));
}

/** The moRef that a VM has in a vCenter: its own where it is there already, else the next one. */
export const moRefIn = (vcenterId: string) =>
  sql<string>`case when ${vms.vcenterId} = ${vcenterId} then ${vms.moRef} else 'vm-' || nextval('vm_mo_ref_number') end`;

/** Does nothing where nothing changes. */
export async function updateHardwareOfVm(
  transaction: Transaction,
  vmId: string,
  change: HardwareChange & TpmChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await transaction.update(vms).set(change).where(eq(vms.id, vmId));
}

/** Whether another VM has the name already, in the vApp, or among the standalone VMs of the VDC. */
export async function isVmNameTaken(
  transaction: Transaction,
  place: { readonly vdcId: string; readonly vappId: string | null },
  name: string,
  exceptVmId: string | null,
): Promise<boolean> {
  const [other] = await transaction
    .select({ id: vms.id })
    .from(vms)
    .where(
      and(
        eq(vms.vdcId, place.vdcId),
        place.vappId === null ? isNull(vms.vappId) : eq(vms.vappId, place.vappId),
        eq(vms.name, name),
        exceptVmId === null ? undefined : ne(vms.id, exceptVmId),
      ),
    );
  return other !== undefined;
}
