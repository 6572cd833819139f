import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { taskEvents, tasks, vms } from "../../schema/tables/index.ts";
import { recoverTasks } from "../../src/tasks/recover-tasks.ts";
import { startWorker, type Worker } from "../../src/tasks/worker.ts";
import { WorkerLock } from "../../src/tasks/worker-lock.ts";
import { seedVm, withTpm } from "../support/seed.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import {
  copyRequest,
  eventually,
  findTask,
  listEvents,
  openTestDatabase,
  seedWorld,
  silentLog,
  submit,
} from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
const workers: Worker[] = [];

beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.delete(tasks);
  await db.delete(vms);
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function start(taskSeconds: number): Promise<Worker> {
  const worker = await startWorker({ db, url, concurrency: 4, taskSeconds, taskRetentionDays: 90, log: silentLog });
  workers.push(worker);
  return worker;
}

const seedSource = () =>
  seedVm(db, { name: "source", vdcId: world.gold, vcenter: world.a, ...withTpm("kp-1"), datastores: ["ds-a1"] });

async function submitCopies(count: number): Promise<string[]> {
  const vmId = await seedSource();
  const names = Array.from({ length: count }, (_, index) => `copy-${index}`);
  return Promise.all(names.map((name) => submit(db, copyRequest({ vmId, name, vdcId: world.bronze }))));
}

const disconnect = (applicationName: string) =>
  db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${applicationName}`);

const listStatuses = async () => (await db.select({ status: tasks.status }).from(tasks)).map((task) => task.status);

const listVmNames = async () => (await db.select({ name: vms.name }).from(vms).orderBy(vms.name)).map((vm) => vm.name);

const countJobs = async () => {
  const { rows } = await db.execute<{ jobs: number }>(sql`select count(*)::int as jobs from graphile_worker.jobs`);
  return rows[0]?.jobs;
};

const untilStatuses = (statuses: readonly string[]) => eventually(listStatuses).toEqual(statuses);

describe("a worker", () => {
  test("carries out what was queued before it came and what is queued while it is there", async () => {
    const vmId = await seedSource();
    await submit(db, copyRequest({ vmId, name: "before", vdcId: world.bronze }));
    await start(0);
    await untilStatuses(["SUCCESS"]);
    await submit(db, copyRequest({ vmId, name: "later", vdcId: world.bronze }));
    await untilStatuses(["SUCCESS", "SUCCESS"]);
    expect(await listVmNames()).toEqual(["before", "later", "source"]);
    await eventually(countJobs).toBe(0);
  });

  test("reports the progress of the vCenter on the way", async () => {
    const [taskId] = await submitCopies(1);
    await start(0.2);
    await untilStatuses(["SUCCESS"]);
    const events = await db.select().from(taskEvents).orderBy(taskEvents.id);
    expect(events.map((event) => event.progress)).toEqual([0, 0, 20, 40, 60, 80, 100]);
    expect(await findTask(db, taskId ?? "")).toMatchObject({ progress: 100, error: null });
  });

  test("shares the queue with others: each task is done once", async () => {
    await Promise.all([start(0), start(0), start(0)]);
    await submitCopies(12);
    await untilStatuses(Array.from({ length: 12 }, () => "SUCCESS"));
    expect((await listVmNames()).length).toBe(13);
  });

  test("that stops returns what it cannot finish, as if it had never started", async () => {
    const [taskId] = await submitCopies(1);
    const worker = await start(600);
    await untilStatuses(["RUNNING"]);
    await worker.stop();
    workers.length = 0;
    expect(await findTask(db, taskId ?? "")).toMatchObject({ status: "QUEUED", progress: 0, startedAt: null });
    await start(0);
    await untilStatuses(["SUCCESS"]);
    expect(await listEvents(db, taskId ?? "")).toEqual(["QUEUED", "RUNNING", "QUEUED", "RUNNING", "SUCCESS"]);
  });
});

describe("a worker that is killed", () => {
  test("in the middle of its tasks leaves them to the next one, which does each of them once", async () => {
    const child = await startWorkerProcess(url, 600);
    const taskIds = await submitCopies(3);
    await untilStatuses(["RUNNING", "RUNNING", "RUNNING"]);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await listVmNames()).toEqual(["source"]);

    await start(0);
    await untilStatuses(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await listVmNames()).toEqual(["copy-0", "copy-1", "copy-2", "source"]);
    for (const taskId of taskIds) {
      expect(await listEvents(db, taskId)).toEqual(["QUEUED", "RUNNING", "QUEUED", "RUNNING", "SUCCESS"]);
    }
    await eventually(countJobs).toBe(0);
  });
});

describe("a database that drops its connections", () => {
  test("again and again, ends neither the worker nor its tasks", async () => {
    const child = await startWorkerProcess(url, 0.5);
    await submitCopies(6);
    for (let times = 0; times < 10; times++) {
      for (const name of ["test worker", "vtpm-gateway queue", "vtpm-gateway worker lock"]) await disconnect(name);
      await setTimeout(100);
    }
    await untilStatuses(Array.from({ length: 6 }, () => "SUCCESS"));
    expect((await listVmNames()).length).toBe(7);
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });
});

describe("recovery", () => {
  test("leaves the tasks of a living worker alone, and takes them when it is gone", async () => {
    await submitCopies(2);
    const lock = new WorkerLock(url, silentLog);
    await db.update(tasks).set({ status: "RUNNING", startedAt: new Date(), workerLock: await lock.held() });
    expect(await recoverTasks(db)).toBe(0);
    await lock.release();
    await eventually(() => recoverTasks(db)).toBe(2);
    expect(await listStatuses()).toEqual(["QUEUED", "QUEUED"]);
  });

  test("leaves alone what is waiting for its turn", async () => {
    await submitCopies(2);
    expect(await recoverTasks(db)).toBe(0);
  });

  test("queues a task again whose job was lost, and one whose job a dead worker holds", async () => {
    const [lost, held] = await submitCopies(2);
    await db.execute(sql`delete from graphile_worker._private_jobs where key = ${lost}`);
    await db.execute(sql`
      update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '1 minute', attempts = 1
      where key = ${held}`);
    expect(await recoverTasks(db)).toBe(2);
    await start(0);
    await untilStatuses(["SUCCESS", "SUCCESS"]);
    await eventually(countJobs).toBe(0);
  });

  test("by many at once recovers each task once", async () => {
    const taskIds = await submitCopies(3);
    const startedAt = new Date();
    await db.update(tasks).set({ status: "RUNNING", startedAt, workerLock: 4711 });
    const recovered = await Promise.all(Array.from({ length: 5 }, () => recoverTasks(db)));
    expect(recovered.reduce((sum, count) => sum + count, 0)).toBe(3);
    for (const taskId of taskIds) expect(await listEvents(db, taskId)).toEqual(["QUEUED", "QUEUED"]);
  });

  test("takes a task from a worker that lost its lock and lives on; it is done once all the same", async () => {
    const [taskId] = await submitCopies(1);
    await start(3);
    await untilStatuses(["RUNNING"]);
    await disconnect("vtpm-gateway worker lock");
    const recoverAndCount = async () => {
      await recoverTasks(db);
      return (await listEvents(db, taskId ?? "")).filter((status) => status === "QUEUED").length;
    };
    await eventually(recoverAndCount).toBe(2);
    await untilStatuses(["SUCCESS"]);
    expect((await listEvents(db, taskId ?? "")).filter((status) => status === "SUCCESS")).toHaveLength(1);
    expect(await listVmNames()).toEqual(["copy-0", "source"]);
  });
});
