import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { subjectsOfOvf } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf } from "../../inventory/locks/footprint.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import { AS_NEW, describeVirtualSystem } from "../effects/machines.ts";
import { makeVms } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVappFromOvfRequest {
  readonly workflow: "CREATE_VAPP_FROM_OVF";
  readonly name: string;
  readonly vdcId: string;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}

/** A VM for each of the OVF's; one that it gives a TPM gets a new one, for an OVF carries no TPM state. */
export const createVappFromOvf: WorkflowBody<CreateVappFromOvfRequest, Destination> = {
  owner: ({ vdcId }) => ({ type: "Vdc", id: vdcId }),
  find: (scope, connection, { vdcId }) => findVdc(scope, connection, vdcId),
  footprint: (_request, destination) => footprintOf([destination], {}),
  gather: (connection, { workflow, virtualSystems }, destination) =>
    assembleFacts(connection, { workflow, destination, subjects: subjectsOfOvf(virtualSystems) }),
  newName: ({ name }) => asked("VAPP", name),
  async carryOut(transaction, permitted) {
    const { name, vdcId, virtualSystems } = permitted.request;
    const id = await insertVapp(transaction, { name, vdcId });
    const machines = virtualSystems.map((system) => ({ ...describeVirtualSystem(system), ...AS_NEW }));
    await makeVms(transaction, permitted, machines, { vappId: id });
    return { type: "Vapp", id };
  },
};
