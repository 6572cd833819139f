import type { WorkflowRequest } from "../../src/inventory/workflow-request.ts";
import type { openEstateDatabase } from "./demo-database.ts";

/** One request for each of the nineteen workflows, on the estate of `sized-estate.ts`: what crosses vCenters goes west. */
export async function requestEveryWorkflow(
  { idOf, idOfTemplateVm }: Awaited<ReturnType<typeof openEstateDatabase>>,
  size: number,
): Promise<WorkflowRequest[]> {
  const vdcId = await idOf("Vdc", "silver");
  const vmId = await idOf("Vm", "alone");
  const vappId = await idOf("Vapp", "web");
  const catalogId = await idOf("Catalog", "drafts");
  const templateId = await idOf("VappTemplate", "farm");
  const templateVmId = await idOfTemplateVm("farm", "vm-0");
  const unmanagedVmId = await idOf("UnmanagedVm", "vm-0");
  const unmanagedVappId = await idOf("UnmanagedVapp", "legacy");
  const hardware = { guestId: "ubuntu64Guest", firmware: "EFI", hardwareVersion: 19 } as const;
  const virtualSystems = Array.from({ length: size }, (_, index) => ({ ...hardware, name: `vm-${index}`, tpm: true }));
  const said = { name: "new", tpmProvisioning: null };
  return [
    { workflow: "CREATE_VM", name: "new", ...hardware, tpmPresent: true, vdcId },
    { workflow: "CREATE_VM_FROM_TEMPLATE", name: "new", templateId, templateVmId, vdcId },
    {
      workflow: "RECONFIGURE_VM",
      vmId,
      name: null,
      guestId: null,
      firmware: null,
      hardwareVersion: null,
      tpmPresent: true,
      acknowledgeWarnings: [],
    },
    { workflow: "COPY_VM", vmId, vdcId: null, vappId, ...said },
    { workflow: "MOVE_VM", vmId, vdcId: null, vappId, tpmProvisioning: null },
    { workflow: "IMPORT_VM", unmanagedVmId, mode: "MOVE", vdcId, ...said },
    { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "new", templateId, vdcId },
    { workflow: "CREATE_VAPP_FROM_OVF", name: "new", vdcId, virtualSystems },
    { workflow: "ADD_VM_TO_VAPP", name: "new", ...hardware, tpmPresent: true, vappId },
    { workflow: "ADD_TEMPLATE_VM_TO_VAPP", name: "new", templateId, templateVmId, vappId },
    { workflow: "COPY_VAPP", vappId, vdcId, ...said },
    { workflow: "MOVE_VAPP", vappId, vdcId, tpmProvisioning: null },
    { workflow: "IMPORT_VAPP", unmanagedVappId, mode: "CLONE", vdcId, ...said },
    { workflow: "CAPTURE_VAPP", vappId, catalogId, ...said },
    { workflow: "CAPTURE_VM", vmId, catalogId, ...said },
    { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", name: "new", catalogId, virtualSystems },
    { workflow: "COPY_VAPP_TEMPLATE", templateId, catalogId, ...said },
    { workflow: "MOVE_VAPP_TEMPLATE", templateId, catalogId, tpmProvisioning: null },
    { workflow: "EXPORT_VAPP_TEMPLATE", templateId },
  ];
}
