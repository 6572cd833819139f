import { eq } from "drizzle-orm";
import { vapps, vappTemplates, vms } from "../../../schema/tables/index.ts";
import { refuseUnlessConnected } from "../../validation/operations/vcenters.ts";
import { refuseUnlessPoweredOff } from "../../validation/operations/vms.ts";
import { type Changed, done, refusedIf } from "../access/changed.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection, Database, Transaction } from "../database/database.ts";
import { findVapp } from "../facts/destination.ts";
import { lockVapps, lockVappTemplates, lockVCenters, lockVdcs, lockVms } from "../locks/rows.ts";
import { lockStably } from "../locks/stably.ts";
import { lockVmToChange } from "../locks/vm.ts";
import { changeEstate } from "./change-estate.ts";
import { redetectPlace } from "./operate-place.ts";

/** Its TPM goes with it; what was copied from it stays. @returns the id that it had. */
export function deleteVm(scope: Scope, db: Database, vmId: string): Promise<Changed<string>> {
  const change = { mutation: "deleteVm", object: { type: "Vm", id: vmId }, input: { vmId } } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    const vm = await lockVmToChange(scope, transaction, vmId);
    const { vcenter } = await redetectPlace(transaction, vm.vdcId);
    const refusal =
      refusedIf(refuseUnlessConnected([vcenter]), null) ?? refusedIf(refuseUnlessPoweredOff([vm]), ["vmId"]);
    if (refusal) return refusal;
    await transaction.delete(vms).where(eq(vms.id, vmId));
    return done(vmId);
  });
}

/** With all of its VMs; the templates that were captured from it stay. @returns the id that it had. */
export function deleteVapp(scope: Scope, db: Database, vappId: string): Promise<Changed<string>> {
  const change = { mutation: "deleteVapp", object: { type: "Vapp", id: vappId }, input: { vappId } } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    const vdcId = await lockVappToDelete(scope, transaction, vappId);
    const ofVapp = await transaction.select().from(vms).where(eq(vms.vappId, vappId)).orderBy(vms.name);
    const { vcenter } = await redetectPlace(transaction, vdcId);
    const refusal =
      refusedIf(refuseUnlessConnected([vcenter]), null) ?? refusedIf(refuseUnlessPoweredOff(ofVapp), ["vappId"]);
    if (refusal) return refusal;
    await transaction.delete(vms).where(eq(vms.vappId, vappId));
    await transaction.delete(vapps).where(eq(vapps.id, vappId));
    return done(vappId);
  });
}

/** @returns the VDC that it is in. */
async function lockVappToDelete(scope: Scope, transaction: Transaction, vappId: string): Promise<string> {
  const { vdcId } = await lockStably(
    transaction,
    (connection) => findVappWithAll(scope, connection, vappId),
    async (locking, found) => {
      await lockVCenters(locking, [found.vcenterId], "share");
      await lockVdcs(locking, [found.vdcId], "share");
      await lockVapps(locking, [vappId], "update");
      await lockVms(locking, found.vmIds, "update");
      // Deleting a vApp makes Postgres write into the templates that were captured from it.
      await lockVappTemplates(locking, found.templateIds, "update");
    },
  );
  return vdcId;
}

async function findVappWithAll(scope: Scope, connection: Connection, vappId: string) {
  const { vdcId, vcenterId } = await findVapp(scope, connection, vappId);
  const ofVapp = await connection.select({ id: vms.id }).from(vms).where(eq(vms.vappId, vappId)).orderBy(vms.id);
  const captured = await connection
    .select({ id: vappTemplates.id })
    .from(vappTemplates)
    .where(eq(vappTemplates.sourceVappId, vappId))
    .orderBy(vappTemplates.id);
  return { vdcId, vcenterId, vmIds: ofVapp.map(({ id }) => id), templateIds: captured.map(({ id }) => id) };
}
