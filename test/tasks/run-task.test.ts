import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { kmsRegistrations, tasks, vapps, vcenters, vdcTpmCapabilities, vms } from "../../schema/tables/index.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { runTask } from "../../src/tasks/run-task.ts";
import { TASK_CHANNEL } from "../../src/tasks/task-store.ts";
import { seedVapp, seedVm, withTpm } from "../support/seed.ts";
import {
  copyRequest,
  eventually,
  findTask,
  findVm,
  listCapabilityVdcs,
  listEvents,
  moveRequest,
  openTestDatabase,
  reconfigureRequest,
  runNow,
  seedWorld,
  silentLog,
  submit,
} from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);

beforeEach(async () => {
  await db.delete(tasks);
  await db.delete(vms);
  await db.delete(vapps);
  await db.delete(vdcTpmCapabilities);
});

const seedTpmVm = (columns: Partial<typeof vms.$inferInsert> = {}) =>
  seedVm(db, {
    name: "ericTpmVm",
    vdcId: world.gold,
    vcenter: world.a,
    datastores: ["ds-a1"],
    ...withTpm("kp-1"),
    ...columns,
  });

/** Locks a row from outside, and changes what is to be changed meanwhile; whoever needs the row waits for the release. */
async function hold(table: "vms" | "vcenters", id: string, change = "select") {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  await client.query(`select from ${table} where id = $1 for update`, [id]);
  await client.query(change);
  onTestFinished(() => client.end());
  return () => client.query("commit");
}

/** How many wait for a lock, with a statement on the table. */
async function countWaiting(table: "vms" | "vcenters"): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like ${`%from "${table}"%`}`);
  return rows[0]?.waiting ?? 0;
}

describe("the verdict is reached again when the task runs", () => {
  test("a key provider that is gone since ends the task in ERROR with the new verdict, and nothing is changed", async () => {
    const vmId = await seedTpmVm();
    const before = await findVm(db, vmId);
    const taskId = await submit(db, moveRequest({ vmId, vdcId: world.bronze }));
    await db.delete(vdcTpmCapabilities);
    await db.update(kmsRegistrations).set({ name: "kp-renamed" }).where(eq(kmsRegistrations.vcenterId, world.b.id));
    const task = await runNow(db, taskId);
    await db.update(kmsRegistrations).set({ name: "kp-1" }).where(eq(kmsRegistrations.vcenterId, world.b.id));
    expect(task).toMatchObject({
      status: "ERROR",
      resultId: null,
      verdict: { decision: "BLOCKED", blockedBy: ["key-provider-on-target"] },
      error: {
        code: "VERDICT_BLOCKED",
        message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
      },
    });
    expect(await findVm(db, vmId)).toEqual(before);
    expect(await listCapabilityVdcs(db)).toEqual([world.gold, world.bronze].sort());
  });

  test("a vCenter that disconnected since", async () => {
    const vmId = await seedTpmVm();
    const taskId = await submit(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    await db.update(vcenters).set({ status: "DISCONNECTED" }).where(eq(vcenters.id, world.b.id));
    const task = await runNow(db, taskId);
    await db.update(vcenters).set({ status: "CONNECTED" }).where(eq(vcenters.id, world.b.id));
    expect(task).toMatchObject({ status: "ERROR", error: { code: "VERDICT_BLOCKED" } });
    expect(await db.$count(vms)).toBe(1);
  });

  test("a VM that was powered on since keeps its TPM", async () => {
    const vmId = await seedTpmVm();
    const request = reconfigureRequest({ vmId, tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] });
    const taskId = await submit(db, request);
    await db.update(vms).set({ powerState: "POWERED_ON" }).where(eq(vms.id, vmId));
    expect(await runNow(db, taskId)).toMatchObject({ status: "ERROR", error: { code: "VERDICT_BLOCKED" } });
    expect(await findVm(db, vmId)).toMatchObject({ tpmStatus: "PRESENT" });
  });

  test("an administrator's change that is under way is waited for", async () => {
    const vmId = await seedTpmVm();
    const taskId = await submit(db, moveRequest({ vmId, vdcId: world.bronze }));
    const rename =
      "update kms_registrations set name = 'kp-renamed' where vcenter_id = (select id from vcenters where name = 'vc-b')";
    const release = await hold("vcenters", world.b.id, rename);
    const running = runNow(db, taskId);
    await eventually(() => countWaiting("vcenters")).toBe(1);
    await release();
    const task = await running;
    await db.update(kmsRegistrations).set({ name: "kp-1" }).where(eq(kmsRegistrations.vcenterId, world.b.id));
    expect(task).toMatchObject({ status: "ERROR", verdict: { blockedBy: ["key-provider-on-target"] } });
  });

  test("a VM that is moved while the task waits for it is judged and locked where it is then", async () => {
    const vmId = await seedVm(db, { name: "plain", vdcId: world.gold, vcenter: world.a });
    const taskId = await submit(db, moveRequest({ vmId, vdcId: world.silver }));
    const moveToBronze = `update vms set vdc_id = '${world.bronze}', vcenter_id = '${world.b.id}' where id = '${vmId}'`;
    const releaseVm = await hold("vms", vmId, moveToBronze);
    const disconnect = `update vcenters set status = 'DISCONNECTED' where id = '${world.b.id}'`;
    const releaseVCenter = await hold("vcenters", world.b.id, disconnect);
    const running = runNow(db, taskId);
    await eventually(() => countWaiting("vms")).toBe(1);
    await releaseVm();
    await eventually(() => countWaiting("vcenters")).toBe(1);
    await releaseVCenter();
    const task = await running;
    await db.update(vcenters).set({ status: "CONNECTED" }).where(eq(vcenters.id, world.b.id));
    expect(task).toMatchObject({
      status: "ERROR",
      verdict: { crossVcenter: true, blockedBy: ["vcenter-connected"] },
    });
  });

  test("a name that was taken since", async () => {
    const vmId = await seedTpmVm();
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze });
    const [first, second] = [await submit(db, request), await submit(db, request)];
    expect(await runNow(db, first)).toMatchObject({ status: "SUCCESS" });
    expect(await runNow(db, second)).toMatchObject({ status: "ERROR", error: { code: "NAME_TAKEN" } });
    expect(await db.$count(vms)).toBe(2);
  });

  test.each([
    [
      "a VM",
      "there is no VM with this id",
      async (vmId: string) => void (await db.delete(vms).where(eq(vms.id, vmId))),
    ],
    ["a vApp", "there is no vApp with this id", async () => void (await db.delete(vapps))],
  ])("%s that was deleted since", async (_what, message, remove) => {
    const vmId = await seedTpmVm();
    const vappId = await seedVapp(db, { name: "web", vdcId: world.bronze });
    const taskId = await submit(db, moveRequest({ vmId, vappId }));
    await remove(vmId);
    const task = await runNow(db, taskId);
    expect(task).toMatchObject({ status: "ERROR", verdict: { decision: "ALLOWED" }, error: { code: "NOT_FOUND" } });
    expect(task.error?.message).toContain(message);
  });
});

describe("once", () => {
  test("a task that is run twice at once, and again, takes place once", async () => {
    const vmId = await seedTpmVm();
    const taskId = await submit(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    const runner = { db, log: silentLog, taskSeconds: 0.1, signal: new AbortController().signal };
    await Promise.all([1, 2, 2].map((workerLock) => runTask(runner, { taskId, workerLock })));
    await runTask(runner, { taskId, workerLock: 3 });
    const running = ["RUNNING", "RUNNING", "RUNNING", "RUNNING", "RUNNING"];
    expect(await listEvents(db, taskId)).toEqual(["QUEUED", ...running, "SUCCESS"]);
    expect(await db.$count(vms)).toBe(2);
  });

  test("two moves of one VM at once: the second is judged where the first left the VM, and refused", async () => {
    const vmId = await seedTpmVm();
    const toBronze = await submit(db, moveRequest({ vmId, vdcId: world.bronze }));
    const toSilver = await submit(db, moveRequest({ vmId, vdcId: world.silver }));
    // From vc-b there is no way back into vc-a, which no longer has the VM's key provider.
    await db.update(kmsRegistrations).set({ name: "kp-a" }).where(eq(kmsRegistrations.vcenterId, world.a.id));

    const release = await hold("vms", vmId);
    const moves = [runNow(db, toBronze)];
    await eventually(() => countWaiting("vms")).toBe(1);
    moves.push(runNow(db, toSilver));
    await eventually(() => countWaiting("vms")).toBe(2);
    await release();

    const [first, second] = await Promise.all(moves);
    await db.update(kmsRegistrations).set({ name: "kp-1" }).where(eq(kmsRegistrations.vcenterId, world.a.id));
    expect(first).toMatchObject({ status: "SUCCESS" });
    expect(second).toMatchObject({ status: "ERROR", verdict: { blockedBy: ["key-provider-on-target"] } });
    expect(await findVm(db, vmId)).toMatchObject({ vdcId: world.bronze });
  });

  test("two VMs of one name that move to one place at once: one gets there", async () => {
    const [gold, silver] = await Promise.all([seedTpmVm(), seedTpmVm({ vdcId: world.silver })]);
    const requests = [gold, silver].map((vmId) => moveRequest({ vmId, vdcId: world.bronze }));
    const taskIds = await Promise.all(requests.map((request) => submit(db, request)));
    const done = await Promise.all(taskIds.map((taskId) => runNow(db, taskId)));
    expect(done.map((task) => task.error?.code ?? task.status).sort()).toEqual(["NAME_TAKEN", "SUCCESS"]);
  });

  test("many moves of many VMs in opposite directions at once: no deadlock reaches a task", async () => {
    const wide = openDatabase(url, { maxConnections: 20, applicationName: "test crowd" });
    const vmIds = await Promise.all(
      Array.from({ length: 8 }, (_, index) => seedTpmVm({ name: `vm-${index}`, vdcId: world.gold })),
    );
    const destinations = [world.silver, world.bronze, world.gold];
    const taskIds = await Promise.all(
      vmIds.flatMap((vmId) => destinations.map((vdcId) => submit(wide.db, moveRequest({ vmId, vdcId })))),
    );
    const done = await Promise.all(taskIds.map((taskId) => runNow(wide.db, taskId)));
    await wide.close();
    expect(done.map((task) => task.status)).toEqual(taskIds.map(() => "SUCCESS"));
  });
});

describe("what happens to a task is told", () => {
  test("to who listens, at each change, when it is committed", async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`listen ${TASK_CHANNEL}`);
    const heard: (string | undefined)[] = [];
    client.on("notification", (notification) => heard.push(notification.payload));
    const vmId = await seedTpmVm();
    const taskId = await submit(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    await runNow(db, taskId);
    await eventually(() => heard).toEqual([taskId, taskId, taskId]);
    await client.end();
  });

  test("a bug ends the task in ERROR, masked, and is logged whole under the same id", async () => {
    const vmId = await seedTpmVm();
    const taskId = await submit(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    const logged: object[] = [];
    await db.execute(sql`alter table vms add constraint broken check (name <> 'copy') not valid`);
    const task = await runNow(db, taskId, { ...silentLog, error: (fields: object) => void logged.push(fields) });
    await db.execute(sql`alter table vms drop constraint broken`);
    expect(task).toMatchObject({ status: "ERROR", error: { code: "INTERNAL_ERROR" } });
    expect(task.error?.message).not.toContain("broken");
    expect(logged).toMatchObject([{ taskId, errorId: task.error?.id }]);
    expect(logged[0]).toHaveProperty("err.cause.constraint", "broken");
    expect(await db.$count(vms)).toBe(1);
  });
});

describe("the database refuses", () => {
  const seedTask = async () => {
    const vmId = await seedTpmVm();
    return submit(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
  };

  test("a step that no task takes", async () => {
    const taskId = await seedTask();
    const skipToTheEnd = { status: "SUCCESS", progress: 100, finishedAt: new Date() } as const;
    await expect(db.update(tasks).set(skipToTheEnd).where(eq(tasks.id, taskId))).rejects.toMatchObject({
      cause: expect.objectContaining({ message: `task ${taskId} may not go from QUEUED to SUCCESS` }),
    });
  });

  test("any change to a finished task", async () => {
    const taskId = await seedTask();
    await runNow(db, taskId);
    const again = { status: "QUEUED", progress: 0, startedAt: null, finishedAt: null } as const;
    for (const change of [again, { progress: 50 }]) {
      await expect(db.update(tasks).set(change).where(eq(tasks.id, taskId))).rejects.toMatchObject({
        cause: expect.objectContaining({ message: `task ${taskId} is finished (SUCCESS) and may not change` }),
      });
    }
    expect(await findTask(db, taskId)).toMatchObject({ status: "SUCCESS", progress: 100 });
  });
});
