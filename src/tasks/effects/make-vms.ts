import { v7 } from "uuid";
import type { Transaction } from "../../inventory/database/database.ts";
import type { MachineState } from "../../inventory/machines/read-machines.ts";
import { placeVmFiles } from "../../inventory/machines/write-vm-files.ts";
import { insertVms } from "../../inventory/machines/write-vms.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Permitted } from "./effect.ts";
import { chooseFiles, type MachineDescription, only, pairWithOutcomes } from "./machines.ts";
import { changeOfTpm } from "./tpm-change.ts";

/**
 * Makes VMs in the destination VDC: each with the TPM that the verdict gives it, in the vApp or
 * standalone, and its files where the destination's cluster has them or has room for them.
 *
 * @returns their ids, in the order of the machines.
 */
export async function makeVms(
  transaction: Transaction,
  { gathered, verdict, at }: Permitted,
  machines: readonly (MachineDescription & MachineState)[],
  { vappId, filesStay = false }: { readonly vappId: string | null; readonly filesStay?: boolean },
): Promise<string[]> {
  const { destination } = gathered;
  invariant(destination && gathered.destinationVdcId, "a VM is made somewhere");
  const place = { vdcId: gathered.destinationVdcId, vcenterId: destination.vcenter.id, vappId };
  const made = pairWithOutcomes(machines, verdict).map(({ machine, outcome }) => ({
    ...machine,
    ...changeOfTpm(outcome, machine, destination, at),
    id: v7(),
  }));
  await insertVms(
    transaction,
    made.map(({ datastoreIds: _, volumeIds: __, ...row }) => ({ ...row, ...place })),
  );
  const files = filesStay
    ? made.map(({ id, datastoreIds }) => ({ id, datastoreIds: datastoreIds ?? [] }))
    : await chooseFiles(transaction, destination.cluster.id, made);
  await placeVmFiles(transaction, place.vcenterId, files);
  return made.map(({ id }) => id);
}

/** One VM, standalone or in the vApp that it was judged to go into. */
export async function makeVm(
  transaction: Transaction,
  permitted: Permitted,
  machine: MachineDescription & MachineState,
  { filesStay = false } = {},
): Promise<string> {
  const vappId = permitted.gathered.destinationVapp?.id ?? null;
  return only(await makeVms(transaction, permitted, [machine], { vappId, filesStay }));
}
