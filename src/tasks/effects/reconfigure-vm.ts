import type { ReconfigureVmRequest } from "../../inventory/facts/workflow-request.ts";
import { updateHardwareOfVm } from "../../inventory/machines/write-vms.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Effect } from "./effect.ts";
import { changeOfTpm } from "./tpm-change.ts";

/** What the request leaves unsaid stays as it is. */
export const reconfigureVm: Effect<ReconfigureVmRequest> = async (transaction, { request, gathered, verdict, at }) => {
  const { destination } = gathered;
  const { subjects } = gathered.facts;
  const [subject] = subjects;
  const [judged] = verdict.subjects;
  invariant(subject && judged && destination, "a reconfigured VM is somewhere");
  await updateHardwareOfVm(transaction, request.vmId, {
    ...(request.name !== null && { name: request.name }),
    ...(request.guestId !== null && { guestId: request.guestId }),
    ...(request.firmware !== null && { firmware: request.firmware }),
    ...(request.hardwareVersion !== null && { hardwareVersion: request.hardwareVersion }),
    ...changeOfTpm(judged.outcome, { keyProviderName: subject.keyProvider }, destination, at),
  });
  return { type: "Vm", id: request.vmId };
};
