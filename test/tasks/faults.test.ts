import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { kmsRegistrations, taskEvents, vcenterFaults, vcenters } from "../../schema/tables/index.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { type NewVCenterFault, setVCenterFault } from "../../src/inventory/changes/administer-faults.ts";
import { WORKFLOWS } from "../../src/validation/vocabulary.ts";
import { newVm, removeObjects, requestOfEach, seedObjects } from "./every-workflow.ts";
import { listInventoryRows } from "./inventory-rows.ts";
import { carryOut, copyRequest, findVm, openTestDatabase, runNow, seedWorld, submit } from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  await db.delete(vcenterFaults);
  await db.update(vcenters).set({ status: "CONNECTED" });
  await db.update(kmsRegistrations).set({ status: "CONNECTED" });
  objects = await seedObjects(db, world);
});

type Fault = Partial<NewVCenterFault> & Pick<NewVCenterFault, "vcenterId" | "kind">;

async function setFault(fault: Fault): Promise<void> {
  const unsaid = {
    percent: null,
    seconds: null,
    message: null,
    keyProviderName: null,
    workflow: null,
    remaining: null,
  };
  const set = await setVCenterFault(providerAdministrator, db, { ...unsaid, ...fault });
  if (set.refusal) throw new Error(set.refusal.message);
}

const copyToBronze = (name: string) => copyRequest({ vmId: objects.vmId, name, vdcId: world.bronze });
const listRemaining = async () => (await db.select().from(vcenterFaults)).map(({ remaining }) => remaining);
const statusOf = async (vcenterId: string) =>
  (await db.select().from(vcenters).where(eq(vcenters.id, vcenterId)))[0]?.status;

describe("a vCenter that fails", () => {
  test.each(WORKFLOWS)("ends a task of %s in ERROR, and nothing is changed", async (workflow) => {
    const request = requestOfEach(world, objects).find((candidate) => candidate.workflow === workflow);
    if (!request) throw new Error(`there is no request of ${workflow}`);
    const taskId = await submit(db, request);
    const before = await listInventoryRows(db);
    await setFault({ vcenterId: world.a.id, kind: "FAIL_AT_PROGRESS", percent: 99, workflow });
    expect(await runNow(db, taskId)).toMatchObject({
      status: "ERROR",
      progress: 99,
      resultId: null,
      error: { code: "VCENTER_FAULT", message: "vCenter vc-a failed at 99 %." },
    });
    expect(await listInventoryRows(db)).toEqual(before);
  });

  test("says what it has to say, be it the source or the destination", async () => {
    await setFault({ vcenterId: world.b.id, kind: "FAIL_AT_PROGRESS", percent: 0, message: "No host is compatible." });
    const task = await carryOut(db, copyToBronze("copy"));
    expect(task.error?.message).toBe("vCenter vc-b failed at 0 %: No host is compatible.");
    expect(task.verdict).toMatchObject({ decision: "ALLOWED" });
  });

  test("hits no operation that it has no hand in, nor another workflow than the one it is set for", async () => {
    await setFault({ vcenterId: world.b.id, kind: "FAIL_AT_PROGRESS", percent: 50 });
    await setFault({ vcenterId: world.a.id, kind: "FAIL_AT_PROGRESS", percent: 50, workflow: "MOVE_VM" });
    const request = copyRequest({ vmId: objects.vmId, name: "copy", vdcId: world.silver });
    expect(await carryOut(db, request)).toMatchObject({ status: "SUCCESS" });
  });

  test("fails as often as it is set to, and then no more", async () => {
    await setFault({ vcenterId: world.b.id, kind: "FAIL_AT_PROGRESS", percent: 50, remaining: 2 });
    const codes = [];
    for (const name of ["one", "two", "three"]) codes.push((await carryOut(db, copyToBronze(name))).error?.code);
    expect(codes).toEqual(["VCENTER_FAULT", "VCENTER_FAULT", undefined]);
    expect(await listRemaining()).toEqual([]);
  });

  test("fails one of two operations at once, if it is set to fail one", async () => {
    const taskIds = await Promise.all(["one", "two"].map((name) => submit(db, copyToBronze(name))));
    await setFault({ vcenterId: world.b.id, kind: "FAIL_AT_PROGRESS", percent: 50, remaining: 1 });
    const done = await Promise.all(taskIds.map((taskId) => runNow(db, taskId)));
    expect(done.map((task) => task.status).sort()).toEqual(["ERROR", "SUCCESS"]);
    expect(await listRemaining()).toEqual([]);
  });

  test("fails at the fault that comes first", async () => {
    await setFault({ vcenterId: world.a.id, kind: "FAIL_AT_PROGRESS", percent: 70, remaining: 1 });
    await setFault({ vcenterId: world.b.id, kind: "FAIL_AT_PROGRESS", percent: 30, remaining: 2 });
    const task = await carryOut(db, copyToBronze("copy"));
    expect(task.error?.message).toBe("vCenter vc-b failed at 30 %.");
    expect(await listRemaining()).toEqual([1, 1]);
  });
});

describe("a vCenter that is slow", () => {
  test("reports its progress all the same, and then is done", async () => {
    await setFault({ vcenterId: world.b.id, kind: "SLOW", seconds: 0.1 });
    expect(await carryOut(db, copyToBronze("copy"))).toMatchObject({ status: "SUCCESS" });
    const events = await db.select().from(taskEvents).orderBy(taskEvents.id);
    expect(events.map(({ progress }) => progress)).toEqual([0, 0, 20, 40, 60, 80, 100]);
    expect(await listRemaining()).toEqual([null]);
  });
});

describe("a vCenter that disconnects", () => {
  const disconnecting = (remaining: number | null) =>
    setFault({ vcenterId: world.b.id, kind: "DISCONNECT_AT_PROGRESS", percent: 50, remaining });

  test("is disconnected from then on, and the verdict that is reached anew ends the task", async () => {
    const taskId = await submit(db, copyToBronze("copy"));
    const before = await listInventoryRows(db);
    await disconnecting(2);
    expect(await runNow(db, taskId)).toMatchObject({
      status: "ERROR",
      progress: 50,
      error: { code: "VERDICT_BLOCKED", message: 'vCenter "vc-b" is not connected.' },
      verdict: { blockedBy: ["vcenter-connected"] },
    });
    expect(await statusOf(world.b.id)).toBe("DISCONNECTED");
    expect(await listInventoryRows(db)).toEqual(before);
    expect(await listRemaining()).toEqual([1]);
  });

  test("does so each time that it is connected again, until that is used up", async () => {
    await disconnecting(2);
    const statuses = [];
    for (const name of ["one", "two", "three"]) {
      statuses.push((await carryOut(db, copyToBronze(name))).status);
      await db.update(vcenters).set({ status: "CONNECTED" });
    }
    expect(statuses).toEqual(["ERROR", "ERROR", "SUCCESS"]);
  });

  test("is not consumed by an operation that finds it disconnected", async () => {
    const taskId = await submit(db, copyToBronze("copy"));
    await disconnecting(1);
    await db.update(vcenters).set({ status: "DISCONNECTED" }).where(eq(vcenters.id, world.b.id));
    expect(await runNow(db, taskId)).toMatchObject({ verdict: { blockedBy: ["vcenter-connected"] } });
    expect(await listRemaining()).toEqual([1]);
  });

  test("under two operations at once is consumed by one, and both are ended by it", async () => {
    const taskIds = await Promise.all(["one", "two"].map((name) => submit(db, copyToBronze(name))));
    await disconnecting(2);
    const done = await Promise.all(taskIds.map((taskId) => runNow(db, taskId)));
    expect(done.map((task) => task.error?.code)).toEqual(["VERDICT_BLOCKED", "VERDICT_BLOCKED"]);
    expect(await listRemaining()).toEqual([1]);
  });
});

describe("a key provider that disconnects", () => {
  const disconnecting = () =>
    setFault({
      vcenterId: world.a.id,
      kind: "DISCONNECT_KMS_AT_PROGRESS",
      percent: 50,
      keyProviderName: "kp-1",
      remaining: 1,
    });
  const listStatuses = () =>
    db
      .select({ vcenterId: kmsRegistrations.vcenterId, status: kmsRegistrations.status })
      .from(kmsRegistrations)
      .orderBy(kmsRegistrations.id);

  test("ends a task that wants a new TPM", async () => {
    await disconnecting();
    const task = await carryOut(db, { workflow: "CREATE_VM", ...newVm("new", true), vdcId: world.gold });
    expect(task).toMatchObject({ status: "ERROR", verdict: { blockedBy: ["vdc-supports-tpm"] } });
    expect(await listStatuses()).toEqual([
      { vcenterId: world.a.id, status: "DISCONNECTED" },
      { vcenterId: world.b.id, status: "CONNECTED" },
    ]);
    expect(await listRemaining()).toEqual([]);
  });

  test("is no matter to a VM without a TPM", async () => {
    await disconnecting();
    const task = await carryOut(db, { workflow: "CREATE_VM", ...newVm("new", false), vdcId: world.gold });
    expect(task).toMatchObject({ status: "SUCCESS", progress: 100 });
    expect(await findVm(db, task.resultId)).toMatchObject({ tpmStatus: "NOT_PRESENT" });
    expect(await listStatuses()).toContainEqual({ vcenterId: world.a.id, status: "DISCONNECTED" });
  });
});
