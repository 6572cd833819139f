import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { findVm } from "../../inventory/facts/of-vms.ts";
import { type FoundVm, gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf } from "../../inventory/locks/footprint.ts";
import { updateHardwareOfVm } from "../../inventory/machines/write-vms.ts";
import type { SubjectFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import { type Firmware, HARDWARE_PARTS, type WarningCode } from "../../validation/vocabulary.ts";
import { changeOfTpm } from "../effects/tpm-change.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

/** What the request leaves unsaid stays as it is. */
export interface ReconfigureVmRequest {
  readonly workflow: "RECONFIGURE_VM";
  readonly vmId: string;
  readonly name: string | null;
  readonly guestId: string | null;
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  readonly tpmPresent: boolean | null;
  readonly acknowledgeWarnings: readonly WarningCode[];
}

export const reconfigureVm: WorkflowBody<ReconfigureVmRequest, FoundVm> = {
  owner: ({ vmId }) => ({ type: "Vm", id: vmId }),
  find: (scope, connection, { vmId }) => findVm(scope, connection, vmId),
  footprint: (_request, vm) => footprintOf([vm], { vms: exclusive([vm.id]) }),
  async gather(connection, request, vm) {
    const [subject] = await gatherVms(connection, [vm]);
    invariant(subject, "a VM that was found is a subject");
    return assembleFacts(connection, {
      workflow: request.workflow,
      source: vm,
      destination: vm,
      request: { ...askFor(null), acknowledgedWarnings: request.acknowledgeWarnings },
      subjects: [reconfigured(subject, request)],
    });
  },
  newName: ({ name, vmId }) => (name === null ? null : { ...asked("VM", name), ownerId: vmId }),
  async carryOut(transaction, { request, gathered, verdict, at }) {
    const { destination } = gathered;
    const [subject] = gathered.facts.subjects;
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
  },
};

/** A reconfigured VM is judged as it will be: what the request says over what the VM has. */
function reconfigured(subject: SubjectFacts, request: ReconfigureVmRequest): SubjectFacts {
  const hardware = {
    guestId: request.guestId ?? subject.guestId,
    firmware: request.firmware ?? subject.firmware,
    hardwareVersion: request.hardwareVersion ?? subject.hardwareVersion,
  };
  return {
    ...subject,
    ...hardware,
    ...(request.tpmPresent !== null && { tpmRequested: request.tpmPresent }),
    hardwareChanges: HARDWARE_PARTS.filter((part) => hardware[part] !== subject[part]),
  };
}
