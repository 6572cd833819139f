import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { vms } from "../../schema/tables/index.ts";
import { invariant } from "../validation/invariant.ts";
import type { Transaction } from "./database.ts";

/** Where a VM is to be; a vCenter of the VDC's, and a vApp of it or none. */
export interface VmPlace {
  readonly vdcId: string;
  readonly vcenterId: string;
  readonly vappId: string | null;
}

type VmRow = typeof vms.$inferSelect;

/** What becomes of a VM's TPM and of its encryption; empty where both stay as they are. */
export type TpmChange = Partial<Pick<VmRow, "tpmStatus" | "tpmEkSha256" | "tpmProvisionedAt" | "keyProviderName">>;

export type HardwareChange = Partial<Pick<VmRow, "name" | "guestId" | "firmware" | "hardwareVersion">>;

/**
 * A copy is another VM with the same hardware, powered off and without snapshots. Its id, its moRef and
 * its instance UUID are new.
 */
export async function insertCopyOfVm(
  transaction: Transaction,
  sourceId: string,
  copy: { readonly name: string; readonly place: VmPlace; readonly tpm: TpmChange },
): Promise<string> {
  const [hardware] = await transaction
    .select({
      guestId: vms.guestId,
      firmware: vms.firmware,
      hardwareVersion: vms.hardwareVersion,
      tpmStatus: vms.tpmStatus,
      tpmEkSha256: vms.tpmEkSha256,
      tpmProvisionedAt: vms.tpmProvisionedAt,
      keyProviderName: vms.keyProviderName,
    })
    .from(vms)
    .where(eq(vms.id, sourceId));
  invariant(hardware, "a VM that is locked is there");
  const [inserted] = await transaction
    .insert(vms)
    .values({
      ...hardware,
      ...copy.tpm,
      ...copy.place,
      name: copy.name,
      powerState: "POWERED_OFF",
      snapshotCount: 0,
    })
    .returning({ id: vms.id });
  invariant(inserted, "an insert returns its row");
  return inserted.id;
}

/**
 * A moved VM stays the same machine, with its instance UUID; but moRefs are the vCenter's own, so that
 * another vCenter gives it another one. Its files must be placed anew where the vCenter changes:
 * `releaseVmFiles` before, `placeVmFiles` after.
 */
export async function updatePlaceOfVm(
  transaction: Transaction,
  vmId: string,
  place: VmPlace,
  tpm: TpmChange,
): Promise<void> {
  await transaction
    .update(vms)
    .set({
      ...tpm,
      ...place,
      moRef: sql`case when ${vms.vcenterId} = ${place.vcenterId} then ${vms.moRef} else 'vm-' || nextval('vm_mo_ref_number') end`,
    })
    .where(eq(vms.id, vmId));
}

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
