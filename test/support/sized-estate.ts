import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import type { openEstateDatabase } from "./demo-database.ts";
import type { EstateOfTest } from "./demo-estate.ts";

/** Two vCenters; a vApp, a template and an unmanaged vApp of just so many VMs, each with a TPM. */
export function sizedEstate(size: number): EstateOfTest {
  const machines = Array.from({ length: size }, (_, index) => ({
    name: `vm-${index}`,
    guestId: "windows2019srv_64Guest",
    firmware: "EFI" as const,
    hardwareVersion: 19,
    tpm: "PRESENT" as const,
    keyProvider: "kp-1",
    datastores: ["ds"],
  }));
  const state = { powerState: "POWERED_OFF" as const, snapshotCount: 0 };
  const vcenter = (name: string, unmanaged: readonly (typeof machines)[number][]) => ({
    name,
    version: "8.0.2",
    kmsRegistrations: [{ name: "kp-1", type: "STANDARD" as const, status: "CONNECTED" as const }],
    defaultKeyProvider: "kp-1",
    datastores: [{ name: "ds", volume: "san-1" }],
    clusters: [{ name: "cl-1", maxHardwareVersion: 21, datastores: ["ds"] }],
    unmanagedVms: unmanaged.map((machine) => ({ ...machine, ...state, cluster: "cl-1", vapp: "legacy" })),
  });
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: [{ name: "san-1" }],
    vcenters: [vcenter("east", machines), vcenter("west", [])],
    vdcs: [
      { name: "gold", organization: "acme", vcenter: "east", cluster: "east/cl-1" },
      { name: "silver", organization: "acme", vcenter: "west", cluster: "west/cl-1" },
    ],
    vapps: [{ name: "web", vdc: "gold" }],
    vms: [
      ...machines.map((machine) => ({ ...machine, ...state, vdc: "gold", vapp: "web" })),
      { name: "alone", vdc: "gold" },
    ],
    catalogs: [
      {
        name: "images",
        organization: "acme",
        vdc: "gold",
        templates: [{ name: "farm", tpmProvisioning: "COPY", vms: machines }],
      },
      { name: "drafts", organization: "acme", vdc: "silver" },
    ],
  };
}

/** One request for each of the nineteen workflows, on a sized estate: what crosses vCenters goes west. */
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
