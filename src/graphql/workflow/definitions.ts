import type { Workflow } from "../../validation/vocabulary.ts";
import { addTemplateVmToVapp } from "./add-template-vm-to-vapp.ts";
import { addVmToVapp } from "./add-vm-to-vapp.ts";
import { captureVapp } from "./capture-vapp.ts";
import { captureVm } from "./capture-vm.ts";
import { copyVapp } from "./copy-vapp.ts";
import { copyVappTemplate } from "./copy-vapp-template.ts";
import { copyVm } from "./copy-vm.ts";
import { createVappFromOvf } from "./create-vapp-from-ovf.ts";
import { createVappTemplateFromOvf } from "./create-vapp-template-from-ovf.ts";
import { createVm } from "./create-vm.ts";
import { createVmFromTemplate } from "./create-vm-from-template.ts";
import type { WorkflowDefinition } from "./define-workflow.ts";
import { exportVappTemplate } from "./export-vapp-template.ts";
import { importVapp } from "./import-vapp.ts";
import { importVm } from "./import-vm.ts";
import { instantiateVappTemplate } from "./instantiate-vapp-template.ts";
import { moveVapp } from "./move-vapp.ts";
import { moveVappTemplate } from "./move-vapp-template.ts";
import { moveVm } from "./move-vm.ts";
import { reconfigureVm } from "./reconfigure-vm.ts";

/** The workflows, in the order of docs/rules.md: the compiler misses one that is not here. */
export const definitions: Readonly<Record<Workflow, WorkflowDefinition>> = {
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
};
