import { eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import { refuseUnlessConnected } from "../../validation/operations/vcenters.ts";
import { operate, type VmOperation } from "../../validation/operations/vms.ts";
import { type Changed, done, refused, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { lockVmToChange } from "../locks/vm.ts";
import { changeEstate } from "./change-estate.ts";
import { redetectPlace } from "./operate-place.ts";

export function operateVm(
  scope: Scope,
  db: Database,
  operation: VmOperation,
  vmId: string,
): Promise<Changed<Rows["Vm"]>> {
  const change = { mutation: operation, object: { type: "Vm", id: vmId }, input: { vmId } } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    const vm = await lockVmToChange(scope, transaction, vmId);
    const { vcenter } = await redetectPlace(transaction, vm.vdcId);
    const disconnected = refusedIf(refuseUnlessConnected([vcenter]), null);
    if (disconnected) return disconnected;
    const operated = operate(operation, vm, vcenter);
    if (operated.refusal) return refused(operated.refusal, ["vmId"]);
    const [row] = await transaction.update(vms).set(operated.done).where(eq(vms.id, vmId)).returning();
    return done(row ?? vm);
  });
}
