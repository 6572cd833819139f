import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type FoundTemplate, findTemplate } from "../../inventory/facts/catalogs.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { gatherTemplateVm } from "../../inventory/facts/of-templates.ts";
import { footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { makeVmOfTemplate } from "../effects/template-instances.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVmFromTemplateRequest {
  readonly workflow: "CREATE_VM_FROM_TEMPLATE";
  readonly name: string;
  readonly templateId: string;
  /** Null where the template has one VM only. */
  readonly templateVmId: string | null;
  readonly vdcId: string;
}

interface Found {
  readonly source: FoundTemplate;
  readonly destination: Destination;
}

/** A standalone VM from one of a template's. */
export const createVmFromTemplate: WorkflowBody<CreateVmFromTemplateRequest, Found> = {
  owner: ({ templateId }) => ({ type: "VappTemplate", id: templateId }),
  find: async (scope, connection, { templateId, vdcId }) => ({
    source: await findTemplate(scope, connection, templateId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  footprint: (_request, { source, destination }) =>
    footprintOf([source, destination], { templates: shared([source.id]) }),
  gather: async (connection, { workflow, templateVmId }, { source, destination }) =>
    assembleFacts(connection, {
      workflow,
      source,
      destination,
      template: source.template,
      subjects: [await gatherTemplateVm(connection, source, templateVmId)],
    }),
  newName: ({ name }) => asked("VM", name),
  carryOut: makeVmOfTemplate,
};
