import type { CreateVappTemplateFromOvfRequest } from "../../inventory/facts/workflow-request.ts";
import type { Effect } from "./effect.ts";
import { describeVirtualSystem } from "./machines.ts";
import { makeTemplate } from "./make-template.ts";

/** An OVF carries no TPM state: the template can but describe a TPM, and gives a new one to each instance. */
export const createVappTemplateFromOvf: Effect<CreateVappTemplateFromOvfRequest> = async (transaction, permitted) => {
  const { name, catalogId, virtualSystems } = permitted.request;
  const tpmProvisioning = virtualSystems.some((system) => system.tpm) ? "REPLACE" : null;
  const template = { name, catalogId, tpmProvisioning, sourceVappId: null } as const;
  return makeTemplate(transaction, permitted, template, virtualSystems.map(describeVirtualSystem));
};
