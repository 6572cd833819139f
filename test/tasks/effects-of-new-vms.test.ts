import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { templateVms } from "../../schema/tables/index.ts";
import { identities, newVm, removeObjects, seedObjects } from "./every-workflow.ts";
import { carryOut, findVm, listDatastoresOf, openTestDatabase, seedWorld } from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

describe("creating a VM", () => {
  test("makes one with a new TPM, encrypted under the default key provider, on the cluster's storage", async () => {
    const task = await carryOut(db, { workflow: "CREATE_VM", ...newVm("fresh", true), vdcId: world.gold });
    expect(task).toMatchObject({ status: "SUCCESS", ownerType: "Vdc", ownerId: world.gold, resultType: "Vm" });
    const vm = await findVm(db, task.resultId);
    expect(vm).toMatchObject({
      name: "fresh",
      vdcId: world.gold,
      vcenterId: world.a.id,
      vappId: null,
      guestId: "windows2019srv_64Guest",
      firmware: "EFI",
      hardwareVersion: 19,
      powerState: "POWERED_OFF",
      snapshotCount: 0,
      tpmStatus: "PRESENT",
      keyProviderName: "kp-1",
    });
    expect(vm.tpmEkSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await listDatastoresOf(db, vm.id)).toEqual(["ds-a1"]);
  });

  test("without a TPM leaves it unencrypted", async () => {
    const task = await carryOut(db, { workflow: "CREATE_VM", ...newVm("fresh", false), vdcId: world.gold });
    expect(await findVm(db, task.resultId)).toMatchObject({
      tpmStatus: "NOT_PRESENT",
      tpmEkSha256: null,
      keyProviderName: null,
    });
  });

  test("inside a vApp puts it there", async () => {
    const { vappId } = objects;
    const task = await carryOut(db, { workflow: "ADD_VM_TO_VAPP", ...newVm("fresh", true), vappId });
    expect(task).toMatchObject({ ownerType: "Vapp", ownerId: vappId, resultType: "Vm" });
    expect(await findVm(db, task.resultId)).toMatchObject({ vappId, vdcId: world.gold, tpmStatus: "PRESENT" });
  });
});

describe("a VM from a template", () => {
  test("captured with COPY has the TPM that the template stores, under the key that encrypts it", async () => {
    const { copyTemplateId: templateId, goldenCopyId: templateVmId } = objects;
    const request = { name: "instance", templateId, templateVmId, vdcId: world.bronze };
    const task = await carryOut(db, { workflow: "CREATE_VM_FROM_TEMPLATE", ...request });
    expect(task).toMatchObject({ ownerType: "VappTemplate", ownerId: templateId });
    expect(await findVm(db, task.resultId)).toMatchObject({
      name: "instance",
      vdcId: world.bronze,
      tpmStatus: "PRESENT",
      tpmEkSha256: identities.golden,
      keyProviderName: "kp-1",
    });
    expect(await listDatastoresOf(db, task.resultId)).toEqual(["ds-b2"]);
  });

  test("captured with REPLACE has a TPM of its own, each time another", async () => {
    const { replaceTemplateId: templateId, goldenReplaceId: templateVmId, vappId } = objects;
    const request = { workflow: "ADD_TEMPLATE_VM_TO_VAPP", templateId, templateVmId, vappId } as const;
    const one = await findVm(db, (await carryOut(db, { ...request, name: "one" })).resultId);
    const two = await findVm(db, (await carryOut(db, { ...request, name: "two" })).resultId);
    expect(one).toMatchObject({ vappId, tpmStatus: "PRESENT", keyProviderName: "kp-1" });
    expect(one.tpmEkSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(two.tpmEkSha256).not.toBe(one.tpmEkSha256);
  });

  test("captured with REPLACE is encrypted under the destination's key provider, whatever the template names", async () => {
    const { replaceTemplateId: templateId, goldenReplaceId: templateVmId } = objects;
    await db.update(templateVms).set({ keyProviderName: "kp-gone" }).where(eq(templateVms.id, templateVmId));
    const request = { name: "instance", templateId, templateVmId, vdcId: world.bronze };
    const task = await carryOut(db, { workflow: "CREATE_VM_FROM_TEMPLATE", ...request });
    expect(await findVm(db, task.resultId)).toMatchObject({ tpmStatus: "PRESENT", keyProviderName: "kp-1" });
  });

  test("without a TPM has none", async () => {
    const { replaceTemplateId: templateId, vappId } = objects;
    const { plainReplaceId: templateVmId } = objects;
    const request = { workflow: "ADD_TEMPLATE_VM_TO_VAPP", name: "bare", templateId, templateVmId, vappId } as const;
    const task = await carryOut(db, request);
    expect(await findVm(db, task.resultId)).toMatchObject({ tpmStatus: "NOT_PRESENT", keyProviderName: null });
  });
});
