import { and, eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Transaction } from "../database/database.ts";
import { lockVCenters, lockVdcs, lockVms } from "./rows.ts";
import { lockStably } from "./stably.ts";

/**
 * A VM's row, locked for whoever changes or deletes the VM, with the places that it is in.
 *
 * @throws Refusal NOT_FOUND where there is none, or none that the scope may see.
 */
export async function lockVmToChange(scope: Scope, transaction: Transaction, vmId: string): Promise<Rows["Vm"]> {
  const itself = and(eq(vms.id, vmId), visibleTo(scope, "Vm"));
  await lockStably(
    transaction,
    async (connection) => {
      const [place] = await connection.select({ vdcId: vms.vdcId, vcenterId: vms.vcenterId }).from(vms).where(itself);
      return place ?? null;
    },
    async (locking, place) => {
      if (!place) return;
      await lockVCenters(locking, [place.vcenterId], "share");
      await lockVdcs(locking, [place.vdcId], "share");
      await lockVms(locking, [vmId], "update");
    },
  );
  const [row] = await transaction.select().from(vms).where(itself);
  if (!row) throw new Refusal("NOT_FOUND", "input.vmId: there is no VM with this id.");
  return row;
}
