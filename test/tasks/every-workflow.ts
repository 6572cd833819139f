import { catalogs, tasks, unmanagedVapps, unmanagedVms, vapps, vappTemplates, vms } from "../../schema/tables/index.ts";
import type { OvfVirtualSystem } from "../../src/formats/ovf/ovf-descriptor.ts";
import type { Database } from "../../src/inventory/database/database.ts";
import type { NewVm } from "../../src/inventory/facts/of-new-vms.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { invariant } from "../../src/validation/invariant.ts";
import type { Workflow } from "../../src/validation/vocabulary.ts";
import { checksumDatabase } from "../support/checksum.ts";
import { newTpmIdentity, seedVapp, seedVm, withTpm } from "../support/seed.ts";
import { seedCatalog, seedTemplate, seedUnmanagedVapp, seedUnmanagedVm } from "../support/seed-templates.ts";
import { copyRequest, listTemplateVms, moveRequest, reconfigureRequest, type seedWorld } from "./world.ts";

type World = Awaited<ReturnType<typeof seedWorld>>;

/** The identity of the TPM of each VM that has one, by the VM's name. */
export const identities = {
  ericTpmVm: newTpmIdentity(),
  "erp-db": newTpmIdentity(),
  "legacy-1": newTpmIdentity(),
  "shop-db": newTpmIdentity(),
  golden: newTpmIdentity(),
};

/** A template's TPM that is merely described. */
export const DESCRIBED_TPM = {
  tpmStatus: "PRESENT",
  tpmEkSha256: null,
  tpmProvisionedAt: null,
  keyProviderName: null,
} as const;

/**
 * Something for each workflow to be about, in gold on vc-a: VM `ericTpmVm`; vApp `erp` of three VMs, one
 * with a TPM; templates captured with COPY and with REPLACE; and on vc-a a VM and a vApp in no VDC.
 */
export async function seedObjects(db: Database, world: World) {
  const { a, b, gold, bronze, organizationId } = world;
  const inGold = { vdcId: gold, vcenter: a, datastores: ["ds-a1"] };
  const vmId = await seedVm(db, { name: "ericTpmVm", ...inGold, ...withTpm("kp-1", identities.ericTpmVm) });
  const vappId = await seedVapp(db, { name: "erp", vdcId: gold });
  await seedVm(db, { name: "erp-app", vappId, ...inGold, powerState: "POWERED_ON", snapshotCount: 1 });
  await seedVm(db, { name: "erp-db", vappId, ...inGold, ...withTpm("kp-1", identities["erp-db"]) });
  await seedVm(db, { name: "erp-web", vappId, vdcId: gold, vcenter: a });

  const images = await seedCatalog(db, { name: "images", organizationId, vdcId: gold, vcenter: a });
  const remote = await seedCatalog(db, { name: "remote", organizationId, vdcId: bronze, vcenter: b });
  const inImages = { catalogId: images, vcenter: a };
  const plain = { name: "plain", datastores: ["ds-a1"] };
  const copyTemplateId = await seedTemplate(db, {
    name: "win-copy",
    ...inImages,
    tpmProvisioning: "COPY",
    vms: [{ name: "golden", datastores: ["ds-a1"], ...withTpm("kp-1", identities.golden) }, plain],
  });
  const replaceTemplateId = await seedTemplate(db, {
    name: "win-replace",
    ...inImages,
    tpmProvisioning: "REPLACE",
    vms: [{ name: "golden", datastores: ["ds-a1"], ...DESCRIBED_TPM }, plain],
  });

  const onA = { vcenter: a, datastores: ["ds-a1"] };
  const unmanagedVmId = await seedUnmanagedVm(db, {
    name: "legacy-1",
    ...onA,
    ...withTpm("kp-1", identities["legacy-1"]),
  });
  const unmanagedVappId = await seedUnmanagedVapp(db, "legacy-shop", a);
  const inShop = { ...onA, unmanagedVappId };
  await seedUnmanagedVm(db, { name: "shop-db", ...inShop, ...withTpm("kp-1", identities["shop-db"]) });
  await seedUnmanagedVm(db, { name: "shop-web", ...inShop, powerState: "POWERED_ON", snapshotCount: 2 });
  return {
    vmId,
    vappId,
    images,
    remote,
    copyTemplateId,
    replaceTemplateId,
    goldenCopyId: await findTemplateVm(db, copyTemplateId, "golden"),
    goldenReplaceId: await findTemplateVm(db, replaceTemplateId, "golden"),
    plainReplaceId: await findTemplateVm(db, replaceTemplateId, "plain"),
    unmanagedVmId,
    unmanagedVappId,
  };
}

async function findTemplateVm(db: Database, templateId: string, name: string): Promise<string> {
  const found = (await listTemplateVms(db, templateId)).find((vm) => vm.name === name);
  invariant(found, `template VM ${name} is there`);
  return found.id;
}

/** Empties what `seedObjects` fills, and the tasks. */
export async function removeObjects(db: Database): Promise<void> {
  for (const table of [tasks, vappTemplates, catalogs, vms, vapps, unmanagedVms, unmanagedVapps])
    await db.delete(table);
}

export const newVm = (name: string, tpmPresent: boolean): NewVm => ({
  name,
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  tpmPresent,
});

export const virtualSystem = (name: string, tpm: boolean): OvfVirtualSystem => ({
  name,
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  tpm,
});

/** A request of each workflow that is allowed in that world, across vCenters where it can be. */
export function requestOfEach(
  { gold, bronze }: World,
  objects: Awaited<ReturnType<typeof seedObjects>>,
): readonly WorkflowRequest[] {
  const { vmId, vappId, images, remote, copyTemplateId, replaceTemplateId, unmanagedVmId, unmanagedVappId } = objects;
  const virtualSystems = [virtualSystem("one", true), virtualSystem("two", false)];
  const tpmProvisioning = null;
  return [
    { workflow: "CREATE_VM", ...newVm("new", true), vdcId: gold },
    {
      workflow: "CREATE_VM_FROM_TEMPLATE",
      name: "new",
      templateId: replaceTemplateId,
      templateVmId: objects.goldenReplaceId,
      vdcId: gold,
    },
    reconfigureRequest({ vmId, name: "new" }),
    copyRequest({ vmId, name: "new", vdcId: bronze }),
    moveRequest({ vmId, vdcId: bronze }),
    { workflow: "IMPORT_VM", unmanagedVmId, mode: "MOVE", name: null, vdcId: gold, tpmProvisioning },
    { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "new", templateId: copyTemplateId, vdcId: bronze },
    { workflow: "CREATE_VAPP_FROM_OVF", name: "new", vdcId: gold, virtualSystems },
    { workflow: "ADD_VM_TO_VAPP", ...newVm("new", true), vappId },
    {
      workflow: "ADD_TEMPLATE_VM_TO_VAPP",
      vappId,
      name: "new",
      templateId: copyTemplateId,
      templateVmId: objects.goldenCopyId,
    },
    { workflow: "COPY_VAPP", vappId, name: "new", vdcId: bronze, tpmProvisioning },
    { workflow: "MOVE_VAPP", vappId, vdcId: bronze, tpmProvisioning },
    { workflow: "IMPORT_VAPP", unmanagedVappId, mode: "MOVE", name: null, vdcId: gold, tpmProvisioning },
    { workflow: "CAPTURE_VAPP", vappId, catalogId: images, name: "new", tpmProvisioning },
    { workflow: "CAPTURE_VM", vmId, catalogId: remote, name: "new", tpmProvisioning },
    { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", catalogId: images, name: "new", virtualSystems },
    { workflow: "COPY_VAPP_TEMPLATE", templateId: copyTemplateId, catalogId: remote, name: "new", tpmProvisioning },
    { workflow: "MOVE_VAPP_TEMPLATE", templateId: copyTemplateId, catalogId: remote, tpmProvisioning },
    { workflow: "EXPORT_VAPP_TEMPLATE", templateId: replaceTemplateId },
  ];
}

export function findRequest(requests: readonly WorkflowRequest[], workflow: Workflow): WorkflowRequest {
  const request = requests.find((candidate) => candidate.workflow === workflow);
  invariant(request, `a request of ${workflow}`);
  return request;
}

const NO_INVENTORY = new Set(["tasks", "task_events", "audit_log", "vdc_tpm_capabilities"]);

/** Of all of the inventory; what is remembered of tasks, of who asked and of what was detected is none of it. */
export async function checksumInventory(url: string) {
  const checksums = await checksumDatabase(url);
  return Object.fromEntries(Object.entries(checksums).filter(([table]) => !NO_INVENTORY.has(table)));
}
