import { Refusal } from "../../inventory/access/refusal.ts";
import { assembleFacts, nothingAsked } from "../../inventory/facts/assembly.ts";
import { findVm } from "../../inventory/facts/of-vms.ts";
import { type FoundVm, gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf } from "../../inventory/locks/footprint.ts";
import { updateHardwareOfVm } from "../../inventory/machines/write-vms.ts";
import { isHomeEncrypted } from "../../validation/encryption.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface RekeyVmRequest {
  readonly workflow: "REKEY_VM";
  readonly vmId: string;
  /** The key provider that is to encrypt it. */
  readonly keyProviderName: string;
}

/** A shallow re-encryption: the VM stays where it is and as it is, under another key. */
export const rekeyVm: WorkflowBody<RekeyVmRequest, FoundVm> = {
  owner: ({ vmId }) => ({ type: "Vm", id: vmId }),
  async find(scope, connection, { vmId }) {
    const vm = await findVm(scope, connection, vmId);
    if (isHomeEncrypted(vm) === false) {
      throw new Refusal("BAD_USER_INPUT", `vmId: VM ${vm.name} is not encrypted. Expected an encrypted VM.`);
    }
    return vm;
  },
  footprint: (_request, vm) => footprintOf([vm], { vms: exclusive([vm.id]) }),
  async gather(connection, { workflow, keyProviderName }, vm) {
    return assembleFacts(connection, {
      workflow,
      source: vm,
      destination: vm,
      request: { ...nothingAsked, keyProviderName },
      subjects: await gatherVms(connection, [vm]),
    });
  },
  newName: () => null,
  async carryOut(transaction, { request: { vmId, keyProviderName } }) {
    await updateHardwareOfVm(transaction, vmId, { keyProviderName });
    return { type: "Vm", id: vmId };
  },
};
