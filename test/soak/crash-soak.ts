import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { tasks, vcenterFaults } from "../../schema/tables/index.ts";
import { openDatabase } from "../../src/inventory/database.ts";
import { migrateDatabase } from "../../src/inventory/migrate.ts";
import { CRASHES, startCrashablePostgres } from "../support/crashable-postgres.ts";
import { randomOf } from "../support/random.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import {
  type CrashWorld,
  expectPromisesKept,
  findPromises,
  seedCrashWorld,
  seedCrashWorlds,
  untilAllEnded,
} from "../tasks/crash-worlds.ts";

/*
 * Workers and the database are killed, again and again, in the middle of tasks of each workflow.
 *
 *   SOAK_SECONDS  how long, 300 if not set; the round that is under way is finished
 *   SOAK_SEED     which of the disturbances come when; a random one if not set
 *   SOAK_WORKERS  how many worker processes, 3 if not set
 */
const seconds = Number(process.env.SOAK_SECONDS ?? 300);
const seed = Number(process.env.SOAK_SEED ?? Math.floor(Math.random() * 1_000_000));
const workerCount = Number(process.env.SOAK_WORKERS ?? 3);

const TASK_SECONDS = 1.5;
const CONCURRENCY = 8;
/** So few that most tasks outlive them, though each may cost a task its worker: after five it ends. */
const DISTURBANCES = 5;
const FAULTS_SET = 3;

const random = randomOf(seed);
const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;

const postgres = await startCrashablePostgres();
await migrateDatabase(postgres.url);
const { db, close } = openDatabase(postgres.url, { maxConnections: 5, applicationName: "soak" });
afterAll(async () => {
  await close();
  await postgres.remove();
});

const startWorker = () => startWorkerProcess(postgres.url, TASK_SECONDS, CONCURRENCY);
const figures = { seed, rounds: 0, ends: {} as Record<string, number>, disturbances: {} as Record<string, number> };
const count = (counts: Record<string, number>, what: string, times = 1) => {
  counts[what] = (counts[what] ?? 0) + times;
};

test(`for ${seconds} s, with SOAK_SEED=${seed}`, { timeout: (seconds + 120) * 1_000 }, async () => {
  const promised = await findPromises(db);
  const workers = await Promise.all(Array.from({ length: workerCount }, startWorker));
  let longestRecovery = 0;
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
    const round = String(++figures.rounds);
    const worlds = await seedCrashWorlds(db, round);
    const failing = await seedFailingWorld(round);
    for (let disturbance = 0; disturbance < DISTURBANCES; disturbance++) {
      await sleep(random() * 1_000 * TASK_SECONDS);
      await disturb(workers);
    }
    const disturbedAt = Date.now();
    await untilAllEnded(db);
    longestRecovery = Math.max(longestRecovery, Date.now() - disturbedAt);
    const failed = new Map([[failing.name, "VCENTER_FAULT"]]);
    const ends = await expectPromisesKept(db, [...worlds, failing], promised, failed);
    for (const [how, times] of Object.entries(ends)) count(figures.ends, how, times);
    await expectConsumedOnce(failing);
  }
  console.log(JSON.stringify({ ...figures, longestSecondsUntilAllEnded: longestRecovery / 1_000 }, null, 2));
});

/** Kills a worker, which is replaced, or the database, which comes back. */
async function disturb(workers: ChildProcess[]): Promise<void> {
  const how = pick(["WORKER_KILLED", "WORKER_KILLED", ...CRASHES] as const);
  count(figures.disturbances, how);
  if (how !== "WORKER_KILLED") return postgres.crash(how, random() * 2_000);
  const [killed] = workers.splice(Math.floor(random() * workers.length), 1);
  killed?.kill("SIGKILL");
  if (killed && killed.signalCode === null) await once(killed, "exit");
  workers.push(await startWorker());
}

async function seedFailingWorld(round: string): Promise<CrashWorld> {
  const world = await seedCrashWorld(db, "MOVE_VM", `${round}, failing`);
  const { vcenterId } = world;
  await db
    .insert(vcenterFaults)
    .values({ vcenterId, kind: "FAIL_AT_PROGRESS", percent: Math.floor(random() * 100), remaining: FAULTS_SET });
  return world;
}

/** By the task that it ended; and by none that lost its worker too often before. */
async function expectConsumedOnce({ taskId, vcenterId, name }: CrashWorld): Promise<void> {
  const [task] = await db.select().from(tasks).where(eq(tasks.id, taskId));
  const [fault] = await db.select().from(vcenterFaults).where(eq(vcenterFaults.vcenterId, vcenterId));
  const consumed = task?.error?.code === "VCENTER_FAULT" ? 1 : 0;
  expect(fault?.remaining, name).toBe(FAULTS_SET - consumed);
}
