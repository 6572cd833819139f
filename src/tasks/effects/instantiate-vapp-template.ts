import type { InstantiateVappTemplateRequest } from "../../inventory/facts/workflow-request.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { Effect } from "./effect.ts";
import { makeVms } from "./make-vms.ts";
import { findInstances } from "./template-instances.ts";

/** A vApp with a VM for each of the template's; with REPLACE each instance gets a TPM of its own. */
export const instantiateVappTemplate: Effect<InstantiateVappTemplateRequest> = async (transaction, permitted) => {
  const { name, templateId, vdcId } = permitted.request;
  const instances = await findInstances(transaction, permitted, templateId, null);
  const id = await insertVapp(transaction, { name, vdcId });
  await makeVms(transaction, permitted, instances, { vappId: id });
  return { type: "Vapp", id };
};
