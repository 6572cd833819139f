import type { CopyVmRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { Effect } from "./effect.ts";
import { AS_NEW, only } from "./machines.ts";
import { makeVm } from "./make-vms.ts";

/** A copy is a VM of its own; with COPY its TPM is the source's to the last secret, with REPLACE a new one. */
export const copyVm: Effect<CopyVmRequest> = async (transaction, permitted) => {
  const { name, vmId } = permitted.request;
  const source = only(await findMachinesOfVms(transaction, { vmId }));
  return { type: "Vm", id: await makeVm(transaction, permitted, { ...source, ...AS_NEW, name }) };
};
