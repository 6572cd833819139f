import type {
  AddTemplateVmToVappRequest,
  CreateVmFromTemplateRequest,
} from "../../inventory/facts/workflow-request.ts";
import type { Effect } from "./effect.ts";
import { only } from "./machines.ts";
import { makeVm } from "./make-vms.ts";
import { findInstances } from "./template-instances.ts";

/** A VM from one of a template's, standalone or in a vApp. */
export const createVmFromTemplate: Effect<CreateVmFromTemplateRequest | AddTemplateVmToVappRequest> = async (
  transaction,
  permitted,
) => {
  const { name, templateId, templateVmId } = permitted.request;
  const instance = only(await findInstances(transaction, permitted, templateId, templateVmId));
  return { type: "Vm", id: await makeVm(transaction, permitted, { ...instance, name }) };
};
