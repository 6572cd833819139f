import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type CatalogPlace, findCatalogToFill } from "../../inventory/facts/catalogs.ts";
import { findVm, requireStandalone } from "../../inventory/facts/of-vms.ts";
import { type FoundVm, gatherVms } from "../../inventory/facts/subjects.ts";
import { footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { makeTemplate } from "../effects/make-template.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CaptureVmRequest {
  readonly workflow: "CAPTURE_VM";
  readonly vmId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vm: FoundVm;
  readonly catalog: CatalogPlace;
}

/** Like a vApp with this one VM. */
export const captureVm: WorkflowBody<CaptureVmRequest, Found> = {
  owner: ({ vmId }) => ({ type: "Vm", id: vmId }),
  async find(scope, connection, { vmId, catalogId }) {
    const vm = await findVm(scope, connection, vmId);
    requireStandalone(vm);
    return { vm, catalog: await findCatalogToFill(scope, connection, catalogId) };
  },
  footprint: (_request, { vm, catalog }) => footprintOf([vm, catalog], { vms: shared([vm.id]) }),
  gather: async (connection, { workflow, tpmProvisioning }, { vm, catalog }) =>
    assembleFacts(connection, {
      workflow,
      source: vm,
      destination: catalog,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, [vm]),
    }),
  newName: ({ name, catalogId }) => asked("TEMPLATE", name, catalogId),
  async carryOut(transaction, permitted) {
    const { vmId, catalogId, name } = permitted.request;
    const tpmProvisioning = permitted.verdict.tpm.chosen;
    const machines = await findMachinesOfVms(transaction, { vmId });
    return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: null }, machines);
  },
};
