import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type FoundTemplate, findTemplate } from "../../inventory/facts/catalogs.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { gatherSubjectsOfTemplate } from "../../inventory/facts/of-templates.ts";
import { footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import { makeVms } from "../effects/make-vms.ts";
import { findInstances } from "../effects/template-instances.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface InstantiateVappTemplateRequest {
  readonly workflow: "INSTANTIATE_VAPP_TEMPLATE";
  readonly name: string;
  readonly templateId: string;
  readonly vdcId: string;
}

interface Found {
  readonly source: FoundTemplate;
  readonly destination: Destination;
}

/** A vApp with a VM for each of the template's; with REPLACE each instance gets a TPM of its own. */
export const instantiateVappTemplate: WorkflowBody<InstantiateVappTemplateRequest, Found> = {
  owner: ({ templateId }) => ({ type: "VappTemplate", id: templateId }),
  find: async (scope, connection, { templateId, vdcId }) => ({
    source: await findTemplate(scope, connection, templateId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  footprint: (_request, { source, destination }) =>
    footprintOf([source, destination], { templates: shared([source.id]) }),
  gather: async (connection, { workflow }, { source, destination }) =>
    assembleFacts(connection, {
      workflow,
      source,
      destination,
      template: source.template,
      subjects: await gatherSubjectsOfTemplate(connection, source),
    }),
  newName: ({ name }) => asked("VAPP", name),
  async carryOut(transaction, permitted) {
    const { name, templateId, vdcId } = permitted.request;
    const instances = await findInstances(transaction, permitted, templateId, null);
    const id = await insertVapp(transaction, { name, vdcId });
    await makeVms(transaction, permitted, instances, { vappId: id });
    return { type: "Vapp", id };
  },
};
