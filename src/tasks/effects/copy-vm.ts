import type { CopyVmRequest } from "../../inventory/workflow-request.ts";
import { findMountedDatastores, placeVmFiles } from "../../inventory/write-vm-files.ts";
import { insertCopyOfVm } from "../../inventory/write-vms.ts";
import { chooseDatastores } from "../../simulator/choose-datastores.ts";
import type { Effect } from "./effect.ts";
import { placedVm } from "./placed-vm.ts";

/** A copy is a VM of its own; with COPY its TPM is the source's to the last secret, with REPLACE a new one. */
export const copyVm: Effect<CopyVmRequest> = async (transaction, permitted) => {
  const { request } = permitted;
  const { tpm, place, destination, volumeIds } = placedVm(permitted);
  const id = await insertCopyOfVm(transaction, request.vmId, { name: request.name, place, tpm });
  const mounted = await findMountedDatastores(transaction, destination.cluster.id);
  await placeVmFiles(transaction, { id, vcenterId: place.vcenterId }, chooseDatastores(mounted, volumeIds));
  return { type: "Vm", id };
};
