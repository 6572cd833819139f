import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { findUnmanagedVm } from "../../inventory/facts/of-imports.ts";
import { type FoundUnmanagedVm, gatherUnmanagedVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf, NONE, shared } from "../../inventory/locks/footprint.ts";
import { findUnmanagedMachines } from "../../inventory/machines/read-machines.ts";
import { deleteUnmanagedVm } from "../../inventory/machines/write-unmanaged.ts";
import type { ImportMode, TpmProvisioning } from "../../validation/vocabulary.ts";
import { machinesToImport } from "../effects/imported-machines.ts";
import { only } from "../effects/machines.ts";
import { makeVm } from "../effects/make-vms.ts";
import { asked, brought } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface ImportVmRequest {
  readonly workflow: "IMPORT_VM";
  readonly unmanagedVmId: string;
  readonly mode: ImportMode;
  /** Null: its own. */
  readonly name: string | null;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vm: FoundUnmanagedVm;
  readonly destination: Destination;
}

/** MOVE takes the VM off the vCenter's list of what is in no VDC; CLONE leaves it there. */
export const importVm: WorkflowBody<ImportVmRequest, Found> = {
  owner: ({ unmanagedVmId }) => ({ type: "UnmanagedVm", id: unmanagedVmId }),
  find: async (scope, connection, { unmanagedVmId, vdcId }) => ({
    vm: await findUnmanagedVm(scope, connection, unmanagedVmId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  footprint({ mode }, { vm, destination }) {
    const places = [{ vcenterId: vm.vcenterId }, destination];
    if (mode === "CLONE") return footprintOf(places, { unmanagedVms: shared([vm.id]) });
    const left = vm.unmanagedVappId === null ? NONE : exclusive([vm.unmanagedVappId]);
    return footprintOf(places, { unmanagedVapps: left, unmanagedVms: exclusive([vm.id]) });
  },
  gather: async (connection, { workflow, mode, tpmProvisioning }, { vm, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: { clusterId: vm.clusterId },
      destination,
      request: { ...askFor(tpmProvisioning), importMode: mode },
      subjects: await gatherUnmanagedVms(connection, [vm]),
    }),
  newName: ({ name }, { vm }) => (name === null ? brought("VM", vm.name) : asked("VM", name)),
  async carryOut(transaction, permitted) {
    const { unmanagedVmId, mode, name } = permitted.request;
    const found = await findUnmanagedMachines(transaction, { unmanagedVmId });
    const { machines, filesStay } = machinesToImport(permitted, found);
    const machine = only(machines);
    const id = await makeVm(transaction, permitted, { ...machine, name: name ?? machine.name }, { filesStay });
    if (mode === "MOVE") await deleteUnmanagedVm(transaction, unmanagedVmId);
    return { type: "Vm", id };
  },
};
