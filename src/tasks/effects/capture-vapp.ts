import type { CaptureVappRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { Effect } from "./effect.ts";
import { makeTemplate } from "./make-template.ts";

/** The option that was chosen becomes the template's provisioning: there is none where no VM has a TPM. */
export const captureVapp: Effect<CaptureVappRequest> = async (transaction, permitted) => {
  const { vappId, catalogId, name } = permitted.request;
  const tpmProvisioning = permitted.verdict.tpm.chosen;
  const machines = await findMachinesOfVms(transaction, { vappId });
  return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: vappId }, machines);
};
