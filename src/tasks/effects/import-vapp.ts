import type { ImportVappRequest } from "../../inventory/facts/workflow-request.ts";
import { findUnmanagedMachines } from "../../inventory/machines/read-machines.ts";
import { deleteUnmanagedVapp } from "../../inventory/machines/write-unmanaged.ts";
import { findVappName, insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { Effect } from "./effect.ts";
import { machinesToImport } from "./imported-machines.ts";
import { makeVms } from "./make-vms.ts";

/** All of its VMs, under their own names. MOVE takes the vApp off the vCenter's list; CLONE leaves it there. */
export const importVapp: Effect<ImportVappRequest> = async (transaction, permitted) => {
  const { unmanagedVappId, mode, vdcId } = permitted.request;
  const name = permitted.request.name ?? (await findVappName(transaction, { unmanagedVappId }));
  const found = await findUnmanagedMachines(transaction, { unmanagedVappId });
  const { machines, filesStay } = machinesToImport(permitted, found);
  const id = await insertVapp(transaction, { name, vdcId });
  await makeVms(transaction, permitted, machines, { vappId: id, filesStay });
  if (mode === "MOVE") await deleteUnmanagedVapp(transaction, unmanagedVappId);
  return { type: "Vapp", id };
};
