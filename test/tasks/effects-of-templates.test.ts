import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  datastores,
  taskExports,
  templateVmDatastores,
  templateVms,
  vappTemplates,
} from "../../schema/tables/index.ts";
import { parseOvf } from "../../src/formats/ovf/parse-ovf.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import { invariant } from "../../src/validation/invariant.ts";
import { deploy } from "../formats/ovf/ovf-text.ts";
import { seedVCenter, seedVdc, seedVm, seedVolume } from "../support/seed.ts";
import { DESCRIBED_TPM, identities, removeObjects, seedObjects, virtualSystem } from "./every-workflow.ts";
import { carryOut, listTemplateVms, listVmsOf, openTestDatabase, seedWorld } from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

async function findTemplate(id: string | null) {
  invariant(id, "a template's id");
  return (await db.select().from(vappTemplates).where(eq(vappTemplates.id, id)))[0];
}

async function listTemplateDatastores(templateId: string | null): Promise<string[]> {
  invariant(templateId, "a template's id");
  const rows = await db
    .select({ name: datastores.name })
    .from(templateVmDatastores)
    .innerJoin(datastores, eq(datastores.id, templateVmDatastores.datastoreId))
    .innerJoin(templateVms, eq(templateVms.id, templateVmDatastores.templateVmId))
    .where(eq(templateVms.templateId, templateId))
    .orderBy(templateVms.name, datastores.name);
  return rows.map((row) => row.name);
}

describe("capturing a vApp", () => {
  test("with COPY stores each TPM's identity and the key provider that encrypts it", async () => {
    const { vappId, remote: catalogId } = objects;
    const request = { workflow: "CAPTURE_VAPP", vappId, catalogId, name: "erp" } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: "COPY" });
    expect(task).toMatchObject({ status: "SUCCESS", ownerType: "Vapp", resultType: "VappTemplate" });
    expect(await findTemplate(task.resultId)).toMatchObject({
      name: "erp",
      catalogId,
      vcenterId: world.b.id,
      tpmProvisioning: "COPY",
      sourceVappId: vappId,
    });
    expect(await listTemplateVms(db, task.resultId)).toMatchObject([
      { name: "erp-app", tpmStatus: "NOT_PRESENT", tpmEkSha256: null, keyProviderName: null },
      { name: "erp-db", tpmStatus: "PRESENT", tpmEkSha256: identities["erp-db"], keyProviderName: "kp-1" },
      { name: "erp-web", tpmStatus: "NOT_PRESENT", hardwareVersion: 19, firmware: "EFI" },
    ]);
    expect(await listTemplateDatastores(task.resultId)).toEqual(["ds-b2", "ds-b2", "ds-b1"]);
    expect(await listVmsOf(db, vappId)).toHaveLength(3);
  });

  test("with REPLACE describes the TPM, and stores neither identity nor key", async () => {
    const { vappId, images: catalogId } = objects;
    const request = { workflow: "CAPTURE_VAPP", vappId, catalogId, name: "erp" } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: "REPLACE" });
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: "REPLACE" });
    const stored = await listTemplateVms(db, task.resultId);
    expect(stored[1]).toMatchObject({ name: "erp-db", ...DESCRIBED_TPM });
    expect(stored.map((vm) => vm.tpmStatus)).toEqual(["NOT_PRESENT", "PRESENT", "NOT_PRESENT"]);
  });
});

describe("capturing a VM", () => {
  test("makes a template of one VM, with COPY unless something else is said", async () => {
    const { vmId, images: catalogId } = objects;
    const request = { workflow: "CAPTURE_VM", vmId, catalogId, name: "eric", tpmProvisioning: null } as const;
    const task = await carryOut(db, request);
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: "COPY", sourceVappId: null });
    expect(await listTemplateVms(db, task.resultId)).toMatchObject([
      { name: "ericTpmVm", tpmEkSha256: identities.ericTpmVm, keyProviderName: "kp-1" },
    ]);
  });

  test("without a TPM makes a template without provisioning", async () => {
    const vmId = await seedVm(db, { name: "bare", vdcId: world.gold, vcenter: world.a });
    const request = { workflow: "CAPTURE_VM", vmId, catalogId: objects.images, name: "bare" } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: null });
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: null });
  });
});

describe("a template from an OVF", () => {
  test("is REPLACE where the OVF gives any VM a TPM, which it describes", async () => {
    const virtualSystems = [virtualSystem("one", true), virtualSystem("two", false)];
    const request = { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", catalogId: objects.images, name: "ovf" } as const;
    const task = await carryOut(db, { ...request, virtualSystems });
    expect(task).toMatchObject({ ownerType: "Catalog", ownerId: objects.images, resultType: "VappTemplate" });
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: "REPLACE" });
    expect(await listTemplateVms(db, task.resultId)).toMatchObject([
      { name: "one", guestId: "windows2019srv_64Guest", ...DESCRIBED_TPM },
      { name: "two", tpmStatus: "NOT_PRESENT", tpmEkSha256: null },
    ]);
  });

  test("has no provisioning where the OVF gives none", async () => {
    const request = { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", catalogId: objects.images, name: "ovf" } as const;
    const task = await carryOut(db, { ...request, virtualSystems: [virtualSystem("one", false)] });
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: null });
  });
});

describe("copying a template", () => {
  test("inherits what it was captured with, and the TPM state that it stores", async () => {
    const { copyTemplateId: templateId, remote: catalogId } = objects;
    const request = { workflow: "COPY_VAPP_TEMPLATE", templateId, catalogId, name: "copy" } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: null });
    expect(await findTemplate(task.resultId)).toMatchObject({
      name: "copy",
      catalogId,
      vcenterId: world.b.id,
      tpmProvisioning: "COPY",
    });
    expect(await listTemplateVms(db, task.resultId)).toMatchObject([
      { name: "golden", tpmEkSha256: identities.golden, keyProviderName: "kp-1" },
      { name: "plain", tpmStatus: "NOT_PRESENT" },
    ]);
    expect(await listTemplateDatastores(task.resultId)).toEqual(["ds-b2", "ds-b2"]);
    expect(await findTemplate(templateId)).toMatchObject({ catalogId: objects.images });
  });

  test("of one captured with REPLACE goes on describing its TPM", async () => {
    const { replaceTemplateId: templateId, remote: catalogId } = objects;
    const request = { workflow: "COPY_VAPP_TEMPLATE", templateId, catalogId, name: "copy" } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: null });
    expect(await findTemplate(task.resultId)).toMatchObject({ tpmProvisioning: "REPLACE" });
    expect((await listTemplateVms(db, task.resultId))[0]).toMatchObject({ name: "golden", ...DESCRIBED_TPM });
  });
});

describe("moving a template", () => {
  test("puts the very template into the other catalog, and its VMs on that catalog's storage", async () => {
    const { copyTemplateId: templateId, remote: catalogId } = objects;
    const before = await findTemplate(templateId);
    const vmsBefore = await listTemplateVms(db, templateId);
    const task = await carryOut(db, {
      workflow: "MOVE_VAPP_TEMPLATE",
      templateId,
      catalogId,
      tpmProvisioning: null,
    });
    expect(task).toMatchObject({ status: "SUCCESS", resultId: templateId });
    expect(await findTemplate(templateId)).toEqual({ ...before, catalogId, vcenterId: world.b.id });
    const moved = vmsBefore.map((vm) => ({ ...vm, vcenterId: world.b.id }));
    expect(await listTemplateVms(db, templateId)).toEqual(moved);
    expect(await listTemplateDatastores(templateId)).toEqual(["ds-b2", "ds-b2"]);
  });
});

describe("a template that a catalog has received", () => {
  test("is moved as one of its own, so that the catalog may receive it again", async () => {
    const { copyTemplateId: templateId, replaceTemplateId: syncedFromTemplateId, remote: catalogId } = objects;
    await db.update(vappTemplates).set({ syncedFromTemplateId }).where(eq(vappTemplates.id, templateId));
    await carryOut(db, { workflow: "MOVE_VAPP_TEMPLATE", templateId, catalogId, tpmProvisioning: null });
    expect(await findTemplate(templateId)).toMatchObject({ catalogId, syncedFromTemplateId: null });
  });
});

describe("exporting a template", () => {
  test("keeps an OVF with a placeholder for each TPM, which the parser reads back", async () => {
    const { replaceTemplateId: templateId } = objects;
    await db.update(vappTemplates).set({ name: "win/2019: gold" }).where(eq(vappTemplates.id, templateId));
    const task = await carryOut(db, { workflow: "EXPORT_VAPP_TEMPLATE", templateId });
    expect(task).toMatchObject({ status: "SUCCESS", resultType: "VappTemplate", resultId: templateId });
    const [made] = await db.select().from(taskExports);
    expect(made).toMatchObject({ taskId: task.id, fileName: "win_2019_ gold.ovf" });
    const { ovf } = parseOvf(made?.ovf ?? "");
    expect(ovf).toMatchObject({ name: "win/2019: gold", remarks: [] });
    expect(deploy(ovf).virtualSystems).toMatchObject([
      { name: "golden", guestId: "windows2019srv_64Guest", firmware: "EFI", hardwareVersion: 19, tpm: true },
      { name: "plain", tpm: false },
    ]);
  });

  test("of one that stores a TPM is refused", async () => {
    const request = { workflow: "EXPORT_VAPP_TEMPLATE", templateId: objects.copyTemplateId } as const;
    expect(await submitWorkflow(providerAdministrator, db, request, null)).toMatchObject({
      taskId: null,
      verdict: { blockedBy: ["export-carries-no-tpm-state"] },
    });
  });
});

describe("worked case 4: a vCenter that has kp-2 alone, and shares no storage", () => {
  test("instantiates a template captured with REPLACE, with a new TPM; one captured with COPY it does not", async () => {
    const far = await seedVCenter(db, {
      name: "vc-far",
      keyProviders: ["kp-2"],
      mounts: { "ds-far": await seedVolume(db, "far") },
    });
    const vdcId = await seedVdc(db, { name: "far", organizationId: world.organizationId, vcenter: far });
    const instantiate = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "wins", vdcId } as const;
    const copied = { ...instantiate, templateId: objects.copyTemplateId };
    expect(await submitWorkflow(providerAdministrator, db, copied, null)).toMatchObject({
      taskId: null,
      verdict: { blockedBy: ["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"] },
    });
    const task = await carryOut(db, { ...instantiate, templateId: objects.replaceTemplateId });
    expect(task).toMatchObject({ status: "SUCCESS", ownerId: objects.replaceTemplateId, resultType: "Vapp" });
    const instances = await listVmsOf(db, task.resultId);
    expect(instances).toMatchObject([
      { name: "golden", vdcId, tpmStatus: "PRESENT", keyProviderName: "kp-2" },
      { name: "plain", vdcId, tpmStatus: "NOT_PRESENT", keyProviderName: null },
    ]);
    expect(instances[0]?.tpmEkSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
