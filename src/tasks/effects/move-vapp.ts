import type { MoveVappRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { updatePlaceOfVapp } from "../../inventory/machines/write-vapps.ts";
import { placeVmFiles, releaseVmFiles } from "../../inventory/machines/write-vm-files.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Effect } from "./effect.ts";
import { chooseFiles } from "./machines.ts";

/** The vApp and all of its VMs with their TPM devices. Within a cluster the files stay where they are. */
export const moveVapp: Effect<MoveVappRequest> = async (transaction, { request, gathered }) => {
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
};
