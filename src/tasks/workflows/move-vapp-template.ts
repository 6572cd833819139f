import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import {
  type CatalogPlace,
  type FoundTemplate,
  findCatalogToFill,
  findTemplateToMove,
} from "../../inventory/facts/catalogs.ts";
import { gatherSubjectsOfTemplate } from "../../inventory/facts/of-templates.ts";
import { exclusive, footprintOf } from "../../inventory/locks/footprint.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import {
  placeTemplateFiles,
  releaseTemplateFiles,
  updateCatalogOfTemplate,
} from "../../inventory/machines/write-templates.ts";
import { invariant } from "../../validation/invariant.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { chooseFiles } from "../effects/machines.ts";
import { brought } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface MoveVappTemplateRequest {
  readonly workflow: "MOVE_VAPP_TEMPLATE";
  readonly templateId: string;
  readonly catalogId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly source: FoundTemplate;
  readonly catalog: CatalogPlace;
}

/** The very template, as it was captured, in another catalog and on that catalog's storage. */
export const moveVappTemplate: WorkflowBody<MoveVappTemplateRequest, Found> = {
  owner: ({ templateId }) => ({ type: "VappTemplate", id: templateId }),
  find: async (scope, connection, { templateId, catalogId }) => ({
    source: await findTemplateToMove(scope, connection, templateId),
    catalog: await findCatalogToFill(scope, connection, catalogId),
  }),
  footprint: (_request, { source, catalog }) => footprintOf([source, catalog], { templates: exclusive([source.id]) }),
  gather: async (connection, { workflow, tpmProvisioning }, { source, catalog }) =>
    assembleFacts(connection, {
      workflow,
      source,
      destination: catalog,
      template: source.template,
      request: askFor(tpmProvisioning),
      subjects: await gatherSubjectsOfTemplate(connection, source),
    }),
  newName: ({ templateId, catalogId }, { source }) => brought("TEMPLATE", source.template.name, templateId, catalogId),
  async carryOut(transaction, { request, gathered }) {
    const { templateId, catalogId } = request;
    const { source, destination } = gathered;
    invariant(source && destination, "a template moves from a catalog to a catalog");
    const place = { catalogId, vcenterId: destination.vcenter.id };
    if (source.cluster.id === destination.cluster.id) {
      await updateCatalogOfTemplate(transaction, templateId, place);
    } else {
      const machines = await findMachinesOfTemplate(transaction, templateId);
      await releaseTemplateFiles(transaction, templateId);
      await updateCatalogOfTemplate(transaction, templateId, place);
      const files = await chooseFiles(transaction, destination.cluster.id, machines);
      await placeTemplateFiles(transaction, place.vcenterId, files);
    }
    return { type: "VappTemplate", id: templateId };
  },
};
