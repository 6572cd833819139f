import type { CaptureVmRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import type { Effect } from "./effect.ts";
import { makeTemplate } from "./make-template.ts";

/** As of a vApp with this one VM; no vApp is what the template was captured from. */
export const captureVm: Effect<CaptureVmRequest> = async (transaction, permitted) => {
  const { vmId, catalogId, name } = permitted.request;
  const tpmProvisioning = permitted.verdict.tpm.chosen;
  const machines = await findMachinesOfVms(transaction, { vmId });
  return makeTemplate(transaction, permitted, { name, catalogId, tpmProvisioning, sourceVappId: null }, machines);
};
