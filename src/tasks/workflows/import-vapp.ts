import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { type FoundUnmanagedVapp, findUnmanagedVapp } from "../../inventory/facts/of-imports.ts";
import { gatherUnmanagedVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findUnmanagedMachines } from "../../inventory/machines/read-machines.ts";
import { deleteUnmanagedVapp } from "../../inventory/machines/write-unmanaged.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { ImportMode, TpmProvisioning } from "../../validation/vocabulary.ts";
import { machinesToImport } from "../effects/imported-machines.ts";
import { makeVms } from "../effects/make-vms.ts";
import { asked, brought } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface ImportVappRequest {
  readonly workflow: "IMPORT_VAPP";
  readonly unmanagedVappId: string;
  readonly mode: ImportMode;
  /** Null: its own. */
  readonly name: string | null;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vapp: FoundUnmanagedVapp;
  readonly destination: Destination;
}

/** All of its VMs, under their own names. MOVE takes the vApp off the vCenter's list; CLONE leaves it there. */
export const importVapp: WorkflowBody<ImportVappRequest, Found> = {
  owner: ({ unmanagedVappId }) => ({ type: "UnmanagedVapp", id: unmanagedVappId }),
  find: async (scope, connection, { unmanagedVappId, vdcId }) => ({
    vapp: await findUnmanagedVapp(scope, connection, unmanagedVappId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  footprint({ mode }, { vapp, destination }) {
    const locked = mode === "MOVE" ? exclusive : shared;
    return footprintOf([{ vcenterId: vapp.vcenterId }, destination], {
      unmanagedVapps: locked([vapp.id]),
      unmanagedVms: locked(vapp.members.map(({ id }) => id)),
    });
  },
  gather: async (connection, { workflow, mode, tpmProvisioning }, { vapp, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: { clusterId: vapp.clusterId },
      destination,
      request: { ...askFor(tpmProvisioning), importMode: mode },
      subjects: await gatherUnmanagedVms(connection, vapp.members),
    }),
  newName: ({ name }, { vapp }) => (name === null ? brought("VAPP", vapp.name) : asked("VAPP", name)),
  async carryOut(transaction, permitted) {
    const { unmanagedVappId, mode, vdcId } = permitted.request;
    const name = permitted.request.name ?? permitted.found.vapp.name;
    const found = await findUnmanagedMachines(transaction, { unmanagedVappId });
    const { machines, filesStay } = machinesToImport(permitted, found);
    const id = await insertVapp(transaction, { name, vdcId });
    await makeVms(transaction, permitted, machines, { vappId: id, filesStay });
    if (mode === "MOVE") await deleteUnmanagedVapp(transaction, unmanagedVappId);
    return { type: "Vapp", id };
  },
};
