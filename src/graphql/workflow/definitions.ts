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

/** The workflows, in the order of the table in docs/rules.md. */
export const definitions: readonly WorkflowDefinition[] = [
  createVm,
  createVmFromTemplate,
  reconfigureVm,
  copyVm,
  moveVm,
  importVm,
  instantiateVappTemplate,
  createVappFromOvf,
  addVmToVapp,
  addTemplateVmToVapp,
  copyVapp,
  moveVapp,
  importVapp,
  captureVapp,
  captureVm,
  createVappTemplateFromOvf,
  copyVappTemplate,
  moveVappTemplate,
  exportVappTemplate,
];
