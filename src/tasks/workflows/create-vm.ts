import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { type NewVm, subjectOfNewVm } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf } from "../../inventory/locks/footprint.ts";
import { AS_NEW, describeNewVm } from "../effects/machines.ts";
import { makeVm } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVmRequest extends NewVm {
  readonly workflow: "CREATE_VM";
  readonly vdcId: string;
}

/** A standalone VM from nothing. */
export const createVm: WorkflowBody<CreateVmRequest, Destination> = {
  owner: ({ vdcId }) => ({ type: "Vdc", id: vdcId }),
  find: (scope, connection, { vdcId }) => findVdc(scope, connection, vdcId),
  footprint: (_request, destination) => footprintOf([destination], {}),
  gather: (connection, { workflow, ...vm }, destination) =>
    assembleFacts(connection, { workflow, destination, subjects: [subjectOfNewVm(vm)] }),
  newName: ({ name }) => asked("VM", name),
  carryOut: async (transaction, permitted) => ({
    type: "Vm",
    id: await makeVm(transaction, permitted, { ...describeNewVm(permitted.request), ...AS_NEW }),
  }),
};
