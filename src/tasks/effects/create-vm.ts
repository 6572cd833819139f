import type { AddVmToVappRequest, CreateVmRequest } from "../../inventory/facts/workflow-request.ts";
import type { Effect } from "./effect.ts";
import { AS_NEW, describeNewVm } from "./machines.ts";
import { makeVm } from "./make-vms.ts";

/** A VM from nothing, standalone or in a vApp. */
export const createVm: Effect<CreateVmRequest | AddVmToVappRequest> = async (transaction, permitted) => {
  const id = await makeVm(transaction, permitted, { ...describeNewVm(permitted.request), ...AS_NEW });
  return { type: "Vm", id };
};
