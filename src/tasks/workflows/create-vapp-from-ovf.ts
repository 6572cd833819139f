import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { type AskedOfOvf, gatherFactsOfOvf } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf } from "../../inventory/locks/footprint.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import { AS_NEW, describeNewVm } from "../effects/machines.ts";
import { makeVms } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVappFromOvfRequest extends AskedOfOvf {
  readonly workflow: "CREATE_VAPP_FROM_OVF";
  readonly name: string;
  readonly vdcId: string;
}

/**
 * A VM for each of the OVF's, with the hardware that it was judged with; one that it gives a TPM gets a new
 * one, for an OVF carries no TPM state.
 */
export const createVappFromOvf: WorkflowBody<CreateVappFromOvfRequest, Destination> = {
  owner: ({ vdcId }) => ({ type: "Vdc", id: vdcId }),
  find: (scope, connection, { vdcId }) => findVdc(scope, connection, vdcId),
  footprint: (_request, destination) => footprintOf([destination], {}),
  gather: gatherFactsOfOvf,
  newName: ({ name }) => asked("VAPP", name),
  async carryOut(transaction, permitted) {
    const { name, vdcId } = permitted.request;
    const id = await insertVapp(transaction, { name, vdcId });
    const { subjects } = permitted.gathered.facts;
    const machines = subjects.map((subject) => ({ ...describeNewVm(subject), ...AS_NEW }));
    await makeVms(transaction, permitted, machines, { vappId: id });
    return { type: "Vapp", id };
  },
};
