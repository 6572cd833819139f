import type { Workflow } from "../validation/vocabulary.ts";
import { addTemplateVmToVapp } from "./workflows/add-template-vm-to-vapp.ts";
import { addVmToVapp } from "./workflows/add-vm-to-vapp.ts";
import { captureVapp } from "./workflows/capture-vapp.ts";
import { captureVm } from "./workflows/capture-vm.ts";
import { copyVapp } from "./workflows/copy-vapp.ts";
import { copyVappTemplate } from "./workflows/copy-vapp-template.ts";
import { copyVm } from "./workflows/copy-vm.ts";
import { createVappFromOvf } from "./workflows/create-vapp-from-ovf.ts";
import { createVappTemplateFromOvf } from "./workflows/create-vapp-template-from-ovf.ts";
import { createVm } from "./workflows/create-vm.ts";
import { createVmFromTemplate } from "./workflows/create-vm-from-template.ts";
import { exportVappTemplate } from "./workflows/export-vapp-template.ts";
import { importVapp } from "./workflows/import-vapp.ts";
import { importVm } from "./workflows/import-vm.ts";
import { instantiateVappTemplate } from "./workflows/instantiate-vapp-template.ts";
import { moveVapp } from "./workflows/move-vapp.ts";
import { moveVappTemplate } from "./workflows/move-vapp-template.ts";
import { moveVm } from "./workflows/move-vm.ts";
import { reconfigureVm } from "./workflows/reconfigure-vm.ts";
import type { WorkflowBody } from "./workflows/workflow-body.ts";

/** Every workflow, by its name: the compiler misses one that is not here. */
const workflowBodies = {
  CREATE_VM: createVm,
  CREATE_VM_FROM_TEMPLATE: createVmFromTemplate,
  RECONFIGURE_VM: reconfigureVm,
  COPY_VM: copyVm,
  MOVE_VM: moveVm,
  IMPORT_VM: importVm,
  INSTANTIATE_VAPP_TEMPLATE: instantiateVappTemplate,
  CREATE_VAPP_FROM_OVF: createVappFromOvf,
  ADD_VM_TO_VAPP: addVmToVapp,
  ADD_TEMPLATE_VM_TO_VAPP: addTemplateVmToVapp,
  COPY_VAPP: copyVapp,
  MOVE_VAPP: moveVapp,
  IMPORT_VAPP: importVapp,
  CAPTURE_VAPP: captureVapp,
  CAPTURE_VM: captureVm,
  CREATE_VAPP_TEMPLATE_FROM_OVF: createVappTemplateFromOvf,
  COPY_VAPP_TEMPLATE: copyVappTemplate,
  MOVE_VAPP_TEMPLATE: moveVappTemplate,
  EXPORT_VAPP_TEMPLATE: exportVappTemplate,
} satisfies Record<Workflow, unknown>;

type RequestOf<W extends Workflow> = Parameters<(typeof workflowBodies)[W]["owner"]>[0];

/** What is asked for, with the ids of rows: what a mutation and its preflight share. */
export type WorkflowRequest = { [W in Workflow]: RequestOf<W> }[Workflow];

export function bodyOf<R extends WorkflowRequest>({ workflow }: R): WorkflowBody<R, unknown> {
  return workflowBodies[workflow] as unknown as WorkflowBody<R, unknown>;
}

/** The API's mutation of a workflow: COPY_VM is `copyVm`. */
export function mutationOf(workflow: Workflow): string {
  return workflow.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}
