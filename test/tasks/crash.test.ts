import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { eq, gt } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { tasks, vcenterFaults } from "../../schema/tables/index.ts";
import { recoverTasks } from "../../src/tasks/recover-tasks.ts";
import { claimTask } from "../../src/tasks/task-store.ts";
import { Random } from "../support/contention/random.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import { expectPromisesKept, findPromises, seedCrashWorld, seedCrashWorlds, untilAllEnded } from "./crash-worlds.ts";
import { listInventoryRows } from "./inventory-rows.ts";
import { eventually, findTask, listEvents, openTestDatabase } from "./world.ts";

const { db, url } = await openTestDatabase();

const TASK_SECONDS = 2;
/** Of two workers, enough for all tasks to run at once. */
const CONCURRENCY = 11;

const startTwo = (taskSeconds: number) =>
  Promise.all([1, 2].map(() => startWorkerProcess(url, taskSeconds, CONCURRENCY)));

async function kill(worker: ChildProcess): Promise<void> {
  worker.kill("SIGKILL");
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
}

test("whatever a worker is killed in the middle of is done once, or not at all", { timeout: 90_000 }, async () => {
  const random = new Random(20_240_501);
  const promised = await findPromises(db);
  const worlds = await seedCrashWorlds(db, "disturbed");
  const failing = await seedCrashWorld(db, "MOVE_VM", "failing", {
    kind: "FAIL_AT_PROGRESS",
    percent: 95,
    remaining: 7,
  });
  const disconnecting = await seedCrashWorld(db, "COPY_VAPP", "disconnecting", {
    kind: "DISCONNECT_AT_PROGRESS",
    percent: 95,
    remaining: 7,
  });
  const all = [...worlds, failing, disconnecting];
  const countRunning = () => db.$count(tasks, eq(tasks.status, "RUNNING"));

  // First all of them on the way; then, twice, whoever is about to be done.
  let workers = await startTwo(600);
  await eventually(countRunning).toBe(all.length);
  for (const [least, most] of [
    [0, 1_000],
    [1_900, 2_400],
    [1_900, 2_400],
  ] as const) {
    const killed = workers.map(async (worker) => {
      await sleep(least + random.next() * (most - least));
      await kill(worker);
    });
    await Promise.all(killed);
    workers = await startTwo(TASK_SECONDS);
    await eventually(() => db.$count(tasks, eq(tasks.status, "QUEUED"))).toBe(0);
  }
  await untilAllEnded(db);

  const failed = new Map([
    [failing.name, "VCENTER_FAULT"],
    [disconnecting.name, "VERDICT_BLOCKED"],
  ]);
  await expectPromisesKept(db, all, promised, failed);
  const harmed = await db.select({ id: tasks.id }).from(tasks).where(gt(tasks.attempts, 1));
  expect(harmed.map(({ id }) => id).sort()).toEqual(all.map(({ taskId }) => taskId).sort());
  const faults = await db.select().from(vcenterFaults);
  expect(faults.map(({ remaining }) => remaining)).toEqual([6, 6]);
});

describe("a task that kills its worker", () => {
  test("again and again ends when it has done so five times, and nothing is changed", async () => {
    const { taskId } = await seedCrashWorld(db, "MOVE_VAPP", "deadly");
    const before = await listInventoryRows(db);
    for (let workerLock = 1; workerLock <= 4; workerLock++) {
      await claimTask(db, { taskId, workerLock }, new Date(), false);
      expect(await recoverTasks(db)).toBe(1);
      expect(await findTask(db, taskId)).toMatchObject({ status: "QUEUED", attempts: workerLock, progress: 0 });
    }
    await claimTask(db, { taskId, workerLock: 5 }, new Date(), false);
    expect(await recoverTasks(db)).toBe(0);
    expect(await findTask(db, taskId)).toMatchObject({
      status: "ERROR",
      attempts: 5,
      error: {
        code: "WORKER_LOST_TOO_OFTEN",
        message: "The worker was lost 5 times while it carried the task out; nothing is changed.",
      },
    });
    expect((await listEvents(db, taskId)).filter((status) => status === "RUNNING")).toHaveLength(5);
    expect(await listInventoryRows(db)).toEqual(before);
  });
});
