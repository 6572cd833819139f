import type { MoveVmRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { placeVmFiles, releaseVmFiles } from "../../inventory/machines/write-vm-files.ts";
import { updatePlaceOfVm } from "../../inventory/machines/write-vms.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Effect } from "./effect.ts";
import { chooseFiles } from "./machines.ts";

/** A moved VM keeps its TPM device. Within a cluster its files stay where they are. */
export const moveVm: Effect<MoveVmRequest> = async (transaction, { request, gathered }) => {
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
};
