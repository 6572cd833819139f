import { type CatalogPlace, findCatalogToFill } from "../../inventory/facts/catalogs.ts";
import { type AskedOfOvf, gatherFactsOfOvf } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf } from "../../inventory/locks/footprint.ts";
import { describeNewVm } from "../effects/machines.ts";
import { makeTemplate } from "../effects/make-template.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVappTemplateFromOvfRequest extends AskedOfOvf {
  readonly workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF";
  readonly catalogId: string;
  readonly name: string;
}

/** An OVF carries no TPM state: the template merely describes a TPM, and gives a new one to each instance. */
export const createVappTemplateFromOvf: WorkflowBody<CreateVappTemplateFromOvfRequest, CatalogPlace> = {
  owner: ({ catalogId }) => ({ type: "Catalog", id: catalogId }),
  find: (scope, connection, { catalogId }) => findCatalogToFill(scope, connection, catalogId),
  footprint: (_request, catalog) => footprintOf([catalog], {}),
  gather: gatherFactsOfOvf,
  newName: ({ name, catalogId }) => asked("TEMPLATE", name, catalogId),
  carryOut(transaction, permitted) {
    const { name, catalogId } = permitted.request;
    const { subjects } = permitted.gathered.facts;
    const tpmProvisioning = subjects.some((subject) => subject.tpmRequested) ? "REPLACE" : null;
    const template = { name, catalogId, tpmProvisioning, sourceVappId: null } as const;
    return makeTemplate(transaction, permitted, template, subjects.map(describeNewVm));
  },
};
