import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVapp } from "../../inventory/facts/destination.ts";
import { type NewVm, subjectOfNewVm } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf, joined } from "../../inventory/locks/footprint.ts";
import { AS_NEW, describeNewVm } from "../effects/machines.ts";
import { makeVm } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface AddVmToVappRequest extends NewVm {
  readonly workflow: "ADD_VM_TO_VAPP";
  readonly vappId: string;
}

/** A VM from nothing, in a vApp. */
export const addVmToVapp: WorkflowBody<AddVmToVappRequest, Destination> = {
  owner: ({ vappId }) => ({ type: "Vapp", id: vappId }),
  find: (scope, connection, { vappId }) => findVapp(scope, connection, vappId),
  footprint: (_request, destination) => footprintOf([destination], { vapps: joined(destination) }),
  gather: (connection, { workflow, ...vm }, destination) =>
    assembleFacts(connection, { workflow, destination, subjects: [subjectOfNewVm(vm)] }),
  newName: ({ name }) => asked("VM", name),
  carryOut: async (transaction, permitted) => ({
    type: "Vm",
    id: await makeVm(transaction, permitted, { ...describeNewVm(permitted.request), ...AS_NEW }),
  }),
};
