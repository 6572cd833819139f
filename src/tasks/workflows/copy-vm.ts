import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { findVmOnItsWay, type VmOnItsWay } from "../../inventory/facts/of-vms.ts";
import { gatherVms } from "../../inventory/facts/subjects.ts";
import { footprintOf, joined, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { AS_NEW, only } from "../effects/machines.ts";
import { makeVm } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CopyVmRequest {
  readonly workflow: "COPY_VM";
  readonly vmId: string;
  readonly name: string;
  /** Exactly one of the two is set; the GraphQL input says so to its caller. */
  readonly vdcId: string | null;
  readonly vappId: string | null;
  readonly tpmProvisioning: TpmProvisioning | null;
}

/** A copy is a VM of its own; with COPY its TPM is the source's to the last secret, with REPLACE a new one. */
export const copyVm: WorkflowBody<CopyVmRequest, VmOnItsWay> = {
  owner: ({ vmId }) => ({ type: "Vm", id: vmId }),
  find: findVmOnItsWay,
  footprint: (_request, { vm, destination }) =>
    footprintOf([vm, destination], { vapps: joined(destination), vms: shared([vm.id]) }),
  gather: async (connection, { workflow, tpmProvisioning }, { vm, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: vm,
      destination,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, [vm]),
    }),
  newName: ({ name }) => asked("VM", name),
  async carryOut(transaction, permitted) {
    const { name, vmId } = permitted.request;
    const source = only(await findMachinesOfVms(transaction, { vmId }));
    return { type: "Vm", id: await makeVm(transaction, permitted, { ...source, ...AS_NEW, name }) };
  },
};
