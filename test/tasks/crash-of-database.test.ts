import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { tasks } from "../../schema/tables/index.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { migrateDatabase } from "../../src/inventory/database/migrate.ts";
import { Random } from "../support/contention/random.ts";
import { CRASHES, startCrashablePostgres } from "../support/crashable-postgres.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import { type CrashWorld, expectPromisesKept, findPromises, seedCrashWorlds, untilAllEnded } from "./crash-worlds.ts";
import { eventually } from "./world.ts";

const postgres = await startCrashablePostgres();
await migrateDatabase(postgres.url);
const { db, close } = openDatabase(postgres.url, { maxConnections: 5, applicationName: "test" });
afterAll(async () => {
  await close();
  await postgres.remove();
});

const TASK_SECONDS = 1;

test("whatever the database crashes in the middle of is done once, or not at all", { timeout: 90_000 }, async () => {
  const random = new Random(20_240_502);
  const promised = await findPromises(db);
  const worlds: CrashWorld[] = [];
  const workers = await Promise.all([1, 2].map(() => startWorkerProcess(postgres.url, TASK_SECONDS, 10)));
  for (const how of CRASHES) {
    worlds.push(...(await seedCrashWorlds(db, how)));
    await eventually(() => db.$count(tasks, eq(tasks.status, "RUNNING"))).toBeGreaterThan(0);
    await sleep(random.next() * 1_000 * TASK_SECONDS);
    await postgres.crash(how, random.next() * 1_000);
  }
  await untilAllEnded(db);

  await expectPromisesKept(db, worlds, promised);
  expect(workers.map((worker) => worker.exitCode ?? worker.signalCode)).toEqual([null, null]);
});
