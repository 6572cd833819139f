import type { ImportVmRequest } from "../../inventory/facts/workflow-request.ts";
import { findUnmanagedMachines } from "../../inventory/machines/read-machines.ts";
import { deleteUnmanagedVm } from "../../inventory/machines/write-unmanaged.ts";
import type { Effect } from "./effect.ts";
import { machinesToImport } from "./imported-machines.ts";
import { only } from "./machines.ts";
import { makeVm } from "./make-vms.ts";

/** MOVE takes the VM off the vCenter's list of what is in no VDC; CLONE leaves it there. */
export const importVm: Effect<ImportVmRequest> = async (transaction, permitted) => {
  const { unmanagedVmId, mode, name } = permitted.request;
  const found = await findUnmanagedMachines(transaction, { unmanagedVmId });
  const { machines, filesStay } = machinesToImport(permitted, found);
  const machine = only(machines);
  const id = await makeVm(transaction, permitted, { ...machine, name: name ?? machine.name }, { filesStay });
  if (mode === "MOVE") await deleteUnmanagedVm(transaction, unmanagedVmId);
  return { type: "Vm", id };
};
