import type { CopyVappTemplateRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import type { Effect } from "./effect.ts";
import { makeTemplate } from "./make-template.ts";

/** A copy inherits what its source was captured with, and whatever TPM state that stores. */
export const copyVappTemplate: Effect<CopyVappTemplateRequest> = async (transaction, permitted) => {
  const { templateId, catalogId, name } = permitted.request;
  const machines = await findMachinesOfTemplate(transaction, templateId);
  const tpmProvisioning = permitted.gathered.facts.template?.tpmProvisioning ?? null;
  return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: null }, machines);
};
