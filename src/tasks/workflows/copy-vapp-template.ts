import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import {
  type CatalogPlace,
  type FoundTemplate,
  findCatalogToFill,
  findTemplate,
} from "../../inventory/facts/catalogs.ts";
import { gatherSubjectsOfTemplate } from "../../inventory/facts/of-templates.ts";
import { footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { makeTemplate } from "../effects/make-template.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CopyVappTemplateRequest {
  readonly workflow: "COPY_VAPP_TEMPLATE";
  readonly templateId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly source: FoundTemplate;
  readonly catalog: CatalogPlace;
}

/** A copy inherits what its source was captured with, and whatever TPM state that stores. */
export const copyVappTemplate: WorkflowBody<CopyVappTemplateRequest, Found> = {
  owner: ({ templateId }) => ({ type: "VappTemplate", id: templateId }),
  find: async (scope, connection, { templateId, catalogId }) => ({
    source: await findTemplate(scope, connection, templateId),
    catalog: await findCatalogToFill(scope, connection, catalogId),
  }),
  footprint: (_request, { source, catalog }) => footprintOf([source, catalog], { templates: shared([source.id]) }),
  gather: async (connection, { workflow, tpmProvisioning }, { source, catalog }) =>
    assembleFacts(connection, {
      workflow,
      source,
      destination: catalog,
      template: source.template,
      request: askFor(tpmProvisioning),
      subjects: await gatherSubjectsOfTemplate(connection, source),
    }),
  newName: ({ name, catalogId }) => asked("TEMPLATE", name, catalogId),
  async carryOut(transaction, permitted) {
    const { templateId, catalogId, name } = permitted.request;
    const machines = await findMachinesOfTemplate(transaction, templateId);
    const { tpmProvisioning } = permitted.found.source.template;
    return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: null }, machines);
  },
};
