import { eq } from "drizzle-orm";
import { unmanagedVmDatastores, unmanagedVms, vdcs, vmDatastores, vms } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import type { MachineFacts, RecordedMachine } from "../../validation/operations/recording.ts";
import { type Changed, type Decided, done } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";
import { lockUnmanagedVms, lockVCenters } from "../locks/rows.ts";
import { lockVmToChange } from "../locks/vm.ts";
import { findMachinesOfVms, findUnmanagedMachines } from "../machines/read-machines.ts";
import { administer } from "./administer.ts";
import { findDatastoresOfVolumes } from "./find-datastores.ts";
import { columnsOfFacts, refuseRecording } from "./machine-facts.ts";

/** Writes down what was not known of a VM. */
export function recordVmFacts(
  scope: Scope,
  db: Database,
  vmId: string,
  facts: MachineFacts,
): Promise<Changed<Rows["Vm"]>> {
  const change = { mutation: "recordVmFacts", object: { type: "Vm", id: vmId }, input: { vmId, facts } } as const;
  return administer(scope, db, change, async (transaction) => {
    const vm = await lockVmToChange(scope, transaction, vmId);
    const [vdc] = await transaction.select({ clusterId: vdcs.clusterId }).from(vdcs).where(eq(vdcs.id, vm.vdcId));
    const [machine] = await findMachinesOfVms(transaction, { vmId });
    invariant(vdc && machine, "a VM that is locked is there, in a VDC");
    const recorded = { ...vm, volumeIds: machine.volumeIds };
    const settled = await settle(transaction, vdc.clusterId, recorded, facts);
    if (settled.refusal) return settled;
    const files = settled.done.map((datastoreId) => ({ vmId, datastoreId, vcenterId: vm.vcenterId }));
    await insertRows(transaction, vmDatastores, files);
    const columns = columnsOfFacts(recorded, facts, true);
    if (Object.keys(columns).length === 0) return done(vm);
    const [row] = await transaction.update(vms).set(columns).where(eq(vms.id, vmId)).returning();
    return done(row ?? vm);
  });
}

/** Likewise of a VM that can be imported. */
export function recordUnmanagedVmFacts(
  scope: Scope,
  db: Database,
  unmanagedVmId: string,
  facts: MachineFacts,
): Promise<Changed<Rows["UnmanagedVm"]>> {
  const object = { type: "UnmanagedVm", id: unmanagedVmId } as const;
  const change = { mutation: "recordVmFacts", object, input: { unmanagedVmId, facts } };
  return administer(scope, db, change, async (transaction) => {
    const vm = await lockUnmanagedVm(transaction, unmanagedVmId);
    const [machine] = await findUnmanagedMachines(transaction, { unmanagedVmId });
    invariant(machine, "an unmanaged VM that is locked is there");
    const recorded = { ...vm, volumeIds: machine.volumeIds };
    const settled = await settle(transaction, vm.clusterId, recorded, facts);
    if (settled.refusal) return settled;
    const files = settled.done.map((datastoreId) => ({ unmanagedVmId, datastoreId, vcenterId: vm.vcenterId }));
    await insertRows(transaction, unmanagedVmDatastores, files);
    const columns = columnsOfFacts(recorded, facts, true);
    if (Object.keys(columns).length === 0) return done(vm);
    const [row] = await transaction
      .update(unmanagedVms)
      .set(columns)
      .where(eq(unmanagedVms.id, unmanagedVmId))
      .returning();
    return done(row ?? vm);
  });
}

/** @returns the datastores that the files are recorded to lie on. */
async function settle(
  transaction: Transaction,
  clusterId: string,
  machine: RecordedMachine,
  facts: MachineFacts,
): Promise<Decided<string[]>> {
  const known = refuseRecording(machine, facts, []);
  if (known) return known;
  if (facts.storageVolumeIds === undefined) return done([]);
  return findDatastoresOfVolumes(transaction, clusterId, facts.storageVolumeIds, ["storageVolumeIds"]);
}

/** It never leaves its vCenter but by leaving this table. */
async function lockUnmanagedVm(transaction: Transaction, unmanagedVmId: string): Promise<Rows["UnmanagedVm"]> {
  const find = () => transaction.select().from(unmanagedVms).where(eq(unmanagedVms.id, unmanagedVmId));
  for (const { vcenterId } of await find()) await lockVCenters(transaction, [vcenterId], "share");
  await lockUnmanagedVms(transaction, [unmanagedVmId], "update");
  const [vm] = await find();
  if (!vm) throw new Refusal("NOT_FOUND", "input.unmanagedVmId: there is no unmanaged VM with this id.");
  return vm;
}
