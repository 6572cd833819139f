import type { CreateVappFromOvfRequest } from "../../inventory/facts/workflow-request.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { Effect } from "./effect.ts";
import { AS_NEW, describeVirtualSystem } from "./machines.ts";
import { makeVms } from "./make-vms.ts";

/** A VM for each of the OVF's; one that it gives a TPM gets a new one, for an OVF carries no TPM state. */
export const createVappFromOvf: Effect<CreateVappFromOvfRequest> = async (transaction, permitted) => {
  const { name, vdcId, virtualSystems } = permitted.request;
  const id = await insertVapp(transaction, { name, vdcId });
  const machines = virtualSystems.map((system) => ({ ...describeVirtualSystem(system), ...AS_NEW }));
  await makeVms(transaction, permitted, machines, { vappId: id });
  return { type: "Vapp", id };
};
