import type { Transaction } from "../inventory/database/database.ts";
import type { WorkflowRequest } from "../inventory/facts/workflow-request.ts";
import { captureVapp } from "./effects/capture-vapp.ts";
import { captureVm } from "./effects/capture-vm.ts";
import { copyVapp } from "./effects/copy-vapp.ts";
import { copyVappTemplate } from "./effects/copy-vapp-template.ts";
import { copyVm } from "./effects/copy-vm.ts";
import { createVappFromOvf } from "./effects/create-vapp-from-ovf.ts";
import { createVappTemplateFromOvf } from "./effects/create-vapp-template-from-ovf.ts";
import { createVm } from "./effects/create-vm.ts";
import { createVmFromTemplate } from "./effects/create-vm-from-template.ts";
import type { Effect, Permitted, TaskObject } from "./effects/effect.ts";
import { exportVappTemplate } from "./effects/export-vapp-template.ts";
import { importVapp } from "./effects/import-vapp.ts";
import { importVm } from "./effects/import-vm.ts";
import { instantiateVappTemplate } from "./effects/instantiate-vapp-template.ts";
import { moveVapp } from "./effects/move-vapp.ts";
import { moveVappTemplate } from "./effects/move-vapp-template.ts";
import { moveVm } from "./effects/move-vm.ts";
import { reconfigureVm } from "./effects/reconfigure-vm.ts";

const effects: {
  readonly [W in WorkflowRequest["workflow"]]: Effect<Extract<WorkflowRequest, { workflow: W }>>;
} = {
  CREATE_VM: createVm,
  CREATE_VM_FROM_TEMPLATE: createVmFromTemplate,
  RECONFIGURE_VM: reconfigureVm,
  COPY_VM: copyVm,
  MOVE_VM: moveVm,
  IMPORT_VM: importVm,
  INSTANTIATE_VAPP_TEMPLATE: instantiateVappTemplate,
  CREATE_VAPP_FROM_OVF: createVappFromOvf,
  ADD_VM_TO_VAPP: createVm,
  ADD_TEMPLATE_VM_TO_VAPP: createVmFromTemplate,
  COPY_VAPP: copyVapp,
  MOVE_VAPP: moveVapp,
  IMPORT_VAPP: importVapp,
  CAPTURE_VAPP: captureVapp,
  CAPTURE_VM: captureVm,
  CREATE_VAPP_TEMPLATE_FROM_OVF: createVappTemplateFromOvf,
  COPY_VAPP_TEMPLATE: copyVappTemplate,
  MOVE_VAPP_TEMPLATE: moveVappTemplate,
  EXPORT_VAPP_TEMPLATE: exportVappTemplate,
};

/** Carries out what a verdict permits. The caller's transaction holds the locks that the verdict was reached under. */
export function carryOut(transaction: Transaction, permitted: Permitted<WorkflowRequest>): Promise<TaskObject> {
  const effect = effects[permitted.request.workflow] as Effect<WorkflowRequest>;
  return effect(transaction, permitted);
}
