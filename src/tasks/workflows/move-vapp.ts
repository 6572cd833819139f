import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { type FoundVapp, findVappWithVms } from "../../inventory/facts/of-vapps.ts";
import { gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { updatePlaceOfVapp } from "../../inventory/machines/write-vapps.ts";
import { placeVmFiles, releaseVmFiles } from "../../inventory/machines/write-vm-files.ts";
import { invariant } from "../../validation/invariant.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { chooseFiles } from "../effects/machines.ts";
import { brought } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface MoveVappRequest {
  readonly workflow: "MOVE_VAPP";
  readonly vappId: string;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vapp: FoundVapp;
  readonly destination: Destination;
}

/** The vApp and all of its VMs with their TPM devices. Within a cluster the files stay where they are. */
export const moveVapp: WorkflowBody<MoveVappRequest, Found> = {
  owner: ({ vappId }) => ({ type: "Vapp", id: vappId }),
  find: async (scope, connection, { vappId, vdcId }) => ({
    vapp: await findVappWithVms(scope, connection, vappId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  // As a whole: nobody joins it, and none of its VMs leaves it or changes.
  footprint: ({ vappId }, { vapp, destination }) =>
    footprintOf([vapp, destination], {
      vapps: exclusive([vappId]),
      vms: exclusive(vapp.members.map(({ id }) => id)),
    }),
  gather: async (connection, { workflow, tpmProvisioning }, { vapp, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: vapp,
      destination,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, vapp.members),
    }),
  newName: ({ vappId }, { vapp }) => brought("VAPP", vapp.vapp.name, vappId),
  async carryOut(transaction, { request, gathered }) {
    const { vappId, vdcId } = request;
    const { source, destination } = gathered;
    invariant(source && destination, "a vApp moves from a place to a place");
    const place = { vdcId, vcenterId: destination.vcenter.id };
    if (source.cluster.id === destination.cluster.id) {
      await updatePlaceOfVapp(transaction, vappId, place);
    } else {
      const machines = await findMachinesOfVms(transaction, { vappId });
      await releaseVmFiles(transaction, { vappId });
      await updatePlaceOfVapp(transaction, vappId, place);
      const files = await chooseFiles(transaction, destination.cluster.id, machines);
      await placeVmFiles(transaction, place.vcenterId, files);
    }
    return { type: "Vapp", id: vappId };
  },
};
