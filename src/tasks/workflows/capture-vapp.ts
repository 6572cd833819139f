import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type CatalogPlace, findCatalogToFill } from "../../inventory/facts/catalogs.ts";
import { type FoundVapp, findVappWithVms } from "../../inventory/facts/of-vapps.ts";
import { gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { makeTemplate } from "../effects/make-template.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CaptureVappRequest {
  readonly workflow: "CAPTURE_VAPP";
  readonly vappId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vapp: FoundVapp;
  readonly catalog: CatalogPlace;
}

/** The option that was chosen becomes the template's provisioning: there is none where no VM has a TPM. */
export const captureVapp: WorkflowBody<CaptureVappRequest, Found> = {
  owner: ({ vappId }) => ({ type: "Vapp", id: vappId }),
  find: async (scope, connection, { vappId, catalogId }) => ({
    vapp: await findVappWithVms(scope, connection, vappId),
    catalog: await findCatalogToFill(scope, connection, catalogId),
  }),
  // As a whole: nobody joins it, and none of its VMs leaves it or changes.
  footprint: ({ vappId }, { vapp, catalog }) =>
    footprintOf([vapp, catalog], {
      vapps: exclusive([vappId]),
      vms: shared(vapp.members.map(({ id }) => id)),
    }),
  gather: async (connection, { workflow, tpmProvisioning }, { vapp, catalog }) =>
    assembleFacts(connection, {
      workflow,
      source: vapp,
      destination: catalog,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, vapp.members),
    }),
  newName: ({ name, catalogId }) => asked("TEMPLATE", name, catalogId),
  async carryOut(transaction, permitted) {
    const { vappId, catalogId, name } = permitted.request;
    const tpmProvisioning = permitted.verdict.tpm.chosen;
    const machines = await findMachinesOfVms(transaction, { vappId });
    return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: vappId }, machines);
  },
};
