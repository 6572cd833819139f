import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { findVmOnItsWay, type VmOnItsWay } from "../../inventory/facts/of-vms.ts";
import { gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf, joined } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { placeVmFiles, releaseVmFiles } from "../../inventory/machines/write-vm-files.ts";
import { updatePlaceOfVm } from "../../inventory/machines/write-vms.ts";
import { invariant } from "../../validation/invariant.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { chooseFiles } from "../effects/machines.ts";
import { brought } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface MoveVmRequest {
  readonly workflow: "MOVE_VM";
  readonly vmId: string;
  /** Exactly one of the two is set; the GraphQL input says so to its caller. */
  readonly vdcId: string | null;
  readonly vappId: string | null;
  readonly tpmProvisioning: TpmProvisioning | null;
}

/** A moved VM keeps its TPM device. Within a cluster its files stay where they are. */
export const moveVm: WorkflowBody<MoveVmRequest, VmOnItsWay> = {
  owner: ({ vmId }) => ({ type: "Vm", id: vmId }),
  find: findVmOnItsWay,
  footprint: (_request, { vm, destination }) =>
    footprintOf([vm, destination], { vapps: joined(destination), vms: exclusive([vm.id]) }),
  gather: async (connection, { workflow, tpmProvisioning }, { vm, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: vm,
      destination,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, [vm]),
    }),
  newName: (_request, { vm }) => brought("VM", vm.name, vm.id),
  async carryOut(transaction, { request, gathered }) {
    const { vmId } = request;
    const { source, destination } = gathered;
    invariant(source && destination && gathered.destinationVdcId, "a VM moves from a place to a place");
    const place = {
      vdcId: gathered.destinationVdcId,
      vcenterId: destination.vcenter.id,
      vappId: gathered.destinationVapp?.id ?? null,
    };
    if (source.cluster.id === destination.cluster.id) {
      await updatePlaceOfVm(transaction, vmId, place);
    } else {
      const machines = await findMachinesOfVms(transaction, { vmId });
      await releaseVmFiles(transaction, { vmId });
      await updatePlaceOfVm(transaction, vmId, place);
      const files = await chooseFiles(transaction, destination.cluster.id, machines);
      await placeVmFiles(transaction, place.vcenterId, files);
    }
    return { type: "Vm", id: vmId };
  },
};
