import type { ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { tasks, vcenterFaults } from "../../schema/tables/index.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { migrateDatabase } from "../../src/inventory/database/migrate.ts";
import { Random } from "../support/contention/random.ts";
import { CRASHES, startCrashablePostgres } from "../support/crashable-postgres.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import {
  type CrashWorld,
  expectPromisesKept,
  findPromises,
  seedCrashWorld,
  seedCrashWorlds,
  untilAllEnded,
} from "../tasks/crash-worlds.ts";

const seed = Number(process.env.CRASH_SEED ?? randomInt(1_000_000));
const random = new Random(seed);

const WORKERS = 3;
const TASK_SECONDS = 3;
const CONCURRENCY = 8;
/** So few that most tasks outlive them, though each may cost a task its worker: after five it ends. */
const DISTURBANCES = 5;
const FAULTS_SET = 3;

const postgres = await startCrashablePostgres();
await migrateDatabase(postgres.url);
const { db, close } = openDatabase(postgres.url, { maxConnections: 5, applicationName: "soak" });
afterAll(async () => {
  await close();
  await postgres.remove();
});

const startWorker = () => startWorkerProcess(postgres.url, TASK_SECONDS, CONCURRENCY);
const figures = {
  seed,
  rounds: 0,
  tasks: {} as Record<string, number>,
  disturbances: {} as Record<string, number>,
  longestSecondsUntilAllEnded: 0,
};
const count = (counts: Record<string, number>, what: string, times = 1) => {
  counts[what] = (counts[what] ?? 0) + times;
};

/** Workers and the database are killed in the middle of tasks of each workflow, round after round. */
test("whatever is killed when, each task is done once or not at all", async () => {
  const until = Date.now() + Number(process.env.SOAK_MINUTES) * 60_000;
  const promised = await findPromises(db);
  const workers = await Promise.all(Array.from({ length: WORKERS }, startWorker));
  while (Date.now() < until) {
    const round = String(++figures.rounds);
    const worlds = await seedCrashWorlds(db, round);
    const failing = await seedCrashWorld(db, "MOVE_VM", `${round}, failing`, {
      kind: "FAIL_AT_PROGRESS",
      percent: random.below(100),
      remaining: FAULTS_SET,
    });
    for (let disturbance = 0; disturbance < DISTURBANCES; disturbance++) {
      await sleep(random.next() * 1_500);
      await disturb(workers);
    }
    console.log(`seed ${seed}, round ${round}: disturbed`);
    const disturbedAt = Date.now();
    await untilAllEnded(db);
    figures.longestSecondsUntilAllEnded = Math.max(
      figures.longestSecondsUntilAllEnded,
      (Date.now() - disturbedAt) / 1_000,
    );
    const failed = new Map([[failing.name, "VCENTER_FAULT"]]);
    const ends = await expectPromisesKept(db, [...worlds, failing], promised, failed);
    for (const [how, times] of Object.entries(ends)) count(figures.tasks, how, times);
    await expectConsumedOnce(failing);
  }
  console.log(JSON.stringify(figures, null, 2));
});

/** Kills a worker, which is replaced, or the database, which comes back. */
async function disturb(workers: ChildProcess[]): Promise<void> {
  const how = random.pick(["WORKER_KILLED", "WORKER_KILLED", ...CRASHES] as const);
  count(figures.disturbances, how);
  if (how !== "WORKER_KILLED") return postgres.crash(how, random.next() * 2_000);
  const [killed] = workers.splice(random.below(workers.length), 1);
  killed?.kill("SIGKILL");
  if (killed && killed.signalCode === null) await once(killed, "exit");
  workers.push(await startWorker());
}

/** By the task that it ended; and by none that lost its worker too often before. */
async function expectConsumedOnce({ taskId, vcenterId, name }: CrashWorld): Promise<void> {
  const [task] = await db.select().from(tasks).where(eq(tasks.id, taskId));
  const [fault] = await db.select().from(vcenterFaults).where(eq(vcenterFaults.vcenterId, vcenterId));
  const consumed = task?.error?.code === "VCENTER_FAULT" ? 1 : 0;
  expect(fault?.remaining, name).toBe(FAULTS_SET - consumed);
}
