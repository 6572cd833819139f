import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type FoundTemplate, findTemplate } from "../../inventory/facts/catalogs.ts";
import { type Destination, findVapp } from "../../inventory/facts/destination.ts";
import { gatherTemplateVm } from "../../inventory/facts/of-templates.ts";
import { footprintOf, joined, shared } from "../../inventory/locks/footprint.ts";
import { makeVmOfTemplate } from "../effects/template-instances.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface AddTemplateVmToVappRequest {
  readonly workflow: "ADD_TEMPLATE_VM_TO_VAPP";
  readonly name: string;
  readonly templateId: string;
  /** Null where the template has one VM only. */
  readonly templateVmId: string | null;
  readonly vappId: string;
}

interface Found {
  readonly source: FoundTemplate;
  readonly destination: Destination;
}

/** A VM from one of a template's, in a vApp. */
export const addTemplateVmToVapp: WorkflowBody<AddTemplateVmToVappRequest, Found> = {
  owner: ({ vappId }) => ({ type: "Vapp", id: vappId }),
  find: async (scope, connection, { templateId, vappId }) => ({
    source: await findTemplate(scope, connection, templateId),
    destination: await findVapp(scope, connection, vappId),
  }),
  footprint: (_request, { source, destination }) =>
    footprintOf([source, destination], { vapps: joined(destination), templates: shared([source.id]) }),
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
