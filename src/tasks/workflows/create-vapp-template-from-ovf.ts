import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type CatalogPlace, findCatalogToFill } from "../../inventory/facts/catalogs.ts";
import { subjectsOfOvf } from "../../inventory/facts/of-new-vms.ts";
import { footprintOf } from "../../inventory/locks/footprint.ts";
import { describeVirtualSystem } from "../effects/machines.ts";
import { makeTemplate } from "../effects/make-template.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CreateVappTemplateFromOvfRequest {
  readonly workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF";
  readonly catalogId: string;
  readonly name: string;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}

/** An OVF carries no TPM state: the template merely describes a TPM, and gives a new one to each instance. */
export const createVappTemplateFromOvf: WorkflowBody<CreateVappTemplateFromOvfRequest, CatalogPlace> = {
  owner: ({ catalogId }) => ({ type: "Catalog", id: catalogId }),
  find: (scope, connection, { catalogId }) => findCatalogToFill(scope, connection, catalogId),
  footprint: (_request, catalog) => footprintOf([catalog], {}),
  gather: (connection, { workflow, virtualSystems }, catalog) =>
    assembleFacts(connection, { workflow, destination: catalog, subjects: subjectsOfOvf(virtualSystems) }),
  newName: ({ name, catalogId }) => asked("TEMPLATE", name, catalogId),
  carryOut(transaction, permitted) {
    const { name, catalogId, virtualSystems } = permitted.request;
    const tpmProvisioning = virtualSystems.some((system) => system.tpm) ? "REPLACE" : null;
    const template = { name, catalogId, tpmProvisioning, sourceVappId: null } as const;
    return makeTemplate(transaction, permitted, template, virtualSystems.map(describeVirtualSystem));
  },
};
