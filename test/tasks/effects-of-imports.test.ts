import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { unmanagedVapps, unmanagedVms, vapps, vms } from "../../schema/tables/index.ts";
import { seedUnmanagedVm } from "../support/seed-templates.ts";
import { identities, removeObjects, seedObjects } from "./every-workflow.ts";
import { carryOut, findVm, listDatastoresOf, listVmsOf, openTestDatabase, runNow, seedWorld, submit } from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

const importVm = (unmanagedVmId: string, mode: "MOVE" | "CLONE", vdcId: string, name: string | null = null) =>
  ({ workflow: "IMPORT_VM", unmanagedVmId, mode, name, vdcId, tpmProvisioning: null }) as const;

const importVapp = (mode: "MOVE" | "CLONE", vdcId: string, name: string | null = null) => {
  const { unmanagedVappId } = objects;
  return { workflow: "IMPORT_VAPP", unmanagedVappId, mode, name, vdcId, tpmProvisioning: null } as const;
};

const findUnmanagedVms = () => db.select().from(unmanagedVms).orderBy(unmanagedVms.name);
const listUnmanagedNames = async () => (await findUnmanagedVms()).map((vm) => vm.name);

describe("importing a VM", () => {
  test("with MOVE takes it off the vCenter's list, with the TPM that it has", async () => {
    const { unmanagedVmId } = objects;
    const state = { powerState: "POWERED_ON", snapshotCount: 3 } as const;
    await db.update(unmanagedVms).set(state).where(eq(unmanagedVms.id, unmanagedVmId));
    const task = await carryOut(db, importVm(unmanagedVmId, "MOVE", world.gold));
    expect(task).toMatchObject({ status: "SUCCESS", ownerType: "UnmanagedVm", ownerId: unmanagedVmId });
    expect(await findVm(db, task.resultId)).toMatchObject({
      name: "legacy-1",
      vdcId: world.gold,
      vappId: null,
      ...state,
      tpmStatus: "PRESENT",
      tpmEkSha256: identities["legacy-1"],
      keyProviderName: "kp-1",
    });
    expect(await listDatastoresOf(db, task.resultId)).toEqual(["ds-a1"]);
    expect(await listUnmanagedNames()).toEqual(["shop-db", "shop-web"]);
  });

  test("with MOVE leaves its files where they are within its cluster, known or not", async () => {
    const unmanagedVmId = await seedUnmanagedVm(db, { name: "somewhere", vcenter: world.a });
    const task = await carryOut(db, importVm(unmanagedVmId, "MOVE", world.gold));
    expect(await listDatastoresOf(db, task.resultId)).toEqual([]);
  });

  test("with MOVE into another vCenter's cluster puts its files there", async () => {
    const unmanagedVmId = await seedUnmanagedVm(db, { name: "somewhere", vcenter: world.a });
    const task = await carryOut(db, importVm(unmanagedVmId, "MOVE", world.bronze));
    expect(await listDatastoresOf(db, task.resultId)).toEqual(["ds-b1"]);
  });

  test("with CLONE leaves it there, and the clone has the same TPM", async () => {
    const { unmanagedVmId } = objects;
    const before = await findUnmanagedVms();
    const task = await carryOut(db, importVm(unmanagedVmId, "CLONE", world.bronze, "renamed"));
    expect(await findVm(db, task.resultId)).toMatchObject({
      name: "renamed",
      vdcId: world.bronze,
      vcenterId: world.b.id,
      powerState: "POWERED_OFF",
      tpmEkSha256: identities["legacy-1"],
    });
    expect(await listDatastoresOf(db, task.resultId)).toEqual(["ds-b2"]);
    expect(await findUnmanagedVms()).toEqual(before);
  });

  test("with MOVE empties its vApp with the last VM, and then the vApp is gone, even where both go at once", async () => {
    const [database, web] = (await findUnmanagedVms()).filter((vm) => vm.unmanagedVappId !== null);
    const tasks = await Promise.all(
      [database, web].map((vm) => submit(db, importVm(vm?.id ?? "", "MOVE", world.gold))),
    );
    expect((await Promise.all(tasks.map((id) => runNow(db, id)))).map((task) => task.status)).toEqual([
      "SUCCESS",
      "SUCCESS",
    ]);
    expect(await listUnmanagedNames()).toEqual(["legacy-1"]);
    expect(await db.$count(unmanagedVapps)).toBe(0);
  });

  test("with MOVE out of a vApp with more VMs leaves the vApp with those", async () => {
    const database = (await findUnmanagedVms()).find((vm) => vm.name === "shop-db");
    await carryOut(db, importVm(database?.id ?? "", "MOVE", world.gold));
    expect(await listUnmanagedNames()).toEqual(["legacy-1", "shop-web"]);
    expect(await db.$count(unmanagedVapps)).toBe(1);
  });

  test("that was moved meanwhile fails the second time, and makes no second VM", async () => {
    const { unmanagedVmId } = objects;
    const [first, second] = await Promise.all(
      ["one", "two"].map((name) => submit(db, importVm(unmanagedVmId, "MOVE", world.gold, name))),
    );
    const before = await db.$count(vms);
    expect(await runNow(db, first ?? "")).toMatchObject({ status: "SUCCESS" });
    expect(await runNow(db, second ?? "")).toMatchObject({ status: "ERROR", error: { code: "NOT_FOUND" } });
    expect(await db.$count(vms)).toBe(before + 1);
  });
});

describe("importing a vApp", () => {
  test("with MOVE takes it and its VMs off the list, as they are", async () => {
    const task = await carryOut(db, importVapp("MOVE", world.gold));
    expect(task).toMatchObject({ status: "SUCCESS", ownerType: "UnmanagedVapp", resultType: "Vapp" });
    expect(
      (
        await db
          .select()
          .from(vapps)
          .where(eq(vapps.id, task.resultId ?? ""))
      )[0],
    ).toMatchObject({
      name: "legacy-shop",
      vdcId: world.gold,
    });
    expect(await listVmsOf(db, task.resultId)).toMatchObject([
      { name: "shop-db", tpmEkSha256: identities["shop-db"], keyProviderName: "kp-1" },
      { name: "shop-web", tpmStatus: "NOT_PRESENT", powerState: "POWERED_ON", snapshotCount: 2 },
    ]);
    expect(await listUnmanagedNames()).toEqual(["legacy-1"]);
    expect(await db.$count(unmanagedVapps)).toBe(0);
  });

  test("with CLONE leaves both there, under another name if one is given", async () => {
    const task = await carryOut(db, importVapp("CLONE", world.bronze, "shop"));
    expect(
      (
        await db
          .select()
          .from(vapps)
          .where(eq(vapps.id, task.resultId ?? ""))
      )[0],
    ).toMatchObject({ name: "shop" });
    expect(await listVmsOf(db, task.resultId)).toMatchObject([
      { name: "shop-db", vcenterId: world.b.id, tpmEkSha256: identities["shop-db"] },
      { name: "shop-web", vcenterId: world.b.id, powerState: "POWERED_OFF", snapshotCount: 0 },
    ]);
    expect(await listUnmanagedNames()).toEqual(["legacy-1", "shop-db", "shop-web"]);
  });
});
