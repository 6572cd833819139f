import { and, eq, ne } from "drizzle-orm";
import { v7 } from "uuid";
import { vapps, vms } from "../../../schema/tables/index.ts";
import type { Transaction } from "../database/database.ts";
import { moRefIn, type VmPlace } from "./write-vms.ts";

export async function insertVapp(
  transaction: Transaction,
  vapp: { readonly name: string; readonly vdcId: string },
): Promise<string> {
  const id = v7();
  await transaction.insert(vapps).values({ id, ...vapp });
  return id;
}

/**
 * A vApp goes to another VDC with all of its VMs, in one statement: each of the two tables refers to the
 * other's VDC, and Postgres looks at the foreign keys when the statement is through. The files must be
 * placed anew where the vCenter changes: `releaseVmFiles` before, `placeVmFiles` after.
 */
export async function updatePlaceOfVapp(
  transaction: Transaction,
  vappId: string,
  { vdcId, vcenterId }: Pick<VmPlace, "vdcId" | "vcenterId">,
): Promise<void> {
  const moved = transaction
    .$with("moved")
    .as(transaction.update(vapps).set({ vdcId }).where(eq(vapps.id, vappId)).returning({ id: vapps.id }));
  await transaction
    .with(moved)
    .update(vms)
    .set({ vdcId, vcenterId, moRef: moRefIn(vcenterId) })
    .where(eq(vms.vappId, vappId));
}

/** Whether another vApp of the VDC has the name already. */
export async function isVappNameTaken(
  transaction: Transaction,
  vdcId: string,
  name: string,
  exceptVappId: string | null,
): Promise<boolean> {
  const [other] = await transaction
    .select({ id: vapps.id })
    .from(vapps)
    .where(
      and(eq(vapps.vdcId, vdcId), eq(vapps.name, name), exceptVappId === null ? undefined : ne(vapps.id, exceptVappId)),
    );
  return other !== undefined;
}
