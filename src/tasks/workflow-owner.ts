import type { WorkflowRequest } from "../inventory/facts/workflow-request.ts";
import type { Workflow } from "../validation/vocabulary.ts";
import type { TaskObject } from "./effects/effect.ts";

/** The object that a workflow is about; for what is made from nothing, where it goes. */
export function ownerOf(request: WorkflowRequest): TaskObject {
  switch (request.workflow) {
    case "CREATE_VM":
    case "CREATE_VAPP_FROM_OVF":
      return { type: "Vdc", id: request.vdcId };
    case "RECONFIGURE_VM":
    case "COPY_VM":
    case "MOVE_VM":
    case "CAPTURE_VM":
      return { type: "Vm", id: request.vmId };
    case "ADD_VM_TO_VAPP":
    case "ADD_TEMPLATE_VM_TO_VAPP":
    case "COPY_VAPP":
    case "MOVE_VAPP":
    case "CAPTURE_VAPP":
      return { type: "Vapp", id: request.vappId };
    case "IMPORT_VM":
      return { type: "UnmanagedVm", id: request.unmanagedVmId };
    case "IMPORT_VAPP":
      return { type: "UnmanagedVapp", id: request.unmanagedVappId };
    case "CREATE_VAPP_TEMPLATE_FROM_OVF":
      return { type: "Catalog", id: request.catalogId };
    case "CREATE_VM_FROM_TEMPLATE":
    case "INSTANTIATE_VAPP_TEMPLATE":
    case "COPY_VAPP_TEMPLATE":
    case "MOVE_VAPP_TEMPLATE":
    case "EXPORT_VAPP_TEMPLATE":
      return { type: "VappTemplate", id: request.templateId };
  }
}

/** The API's mutation of a workflow: COPY_VM is `copyVm`. */
export function mutationOf(workflow: Workflow): string {
  return workflow.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}
