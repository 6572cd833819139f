import type { MoveVmRequest } from "../../inventory/workflow-request.ts";
import { findMountedDatastores, placeVmFiles, releaseVmFiles } from "../../inventory/write-vm-files.ts";
import { updatePlaceOfVm } from "../../inventory/write-vms.ts";
import { chooseDatastores } from "../../simulator/choose-datastores.ts";
import type { Effect } from "./effect.ts";
import { placedVm } from "./placed-vm.ts";

/** A moved VM keeps its TPM device. Within a cluster its files stay where they are. */
export const moveVm: Effect<MoveVmRequest> = async (transaction, permitted) => {
  const id = permitted.request.vmId;
  const { tpm, place, source, destination, volumeIds } = placedVm(permitted);
  if (source.cluster.id === destination.cluster.id) {
    await updatePlaceOfVm(transaction, id, place, tpm);
  } else {
    const mounted = await findMountedDatastores(transaction, destination.cluster.id);
    await releaseVmFiles(transaction, id);
    await updatePlaceOfVm(transaction, id, place, tpm);
    await placeVmFiles(transaction, { id, vcenterId: place.vcenterId }, chooseDatastores(mounted, volumeIds));
  }
  return { type: "Vm", id };
};
