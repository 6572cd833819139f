import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, taskEvents, taskExports, tasks } from "../../schema/tables/index.ts";
import { deleteFinishedTasksBefore } from "../../src/tasks/delete-finished-tasks.ts";
import { startWorker } from "../../src/tasks/worker.ts";
import { removeObjects, seedObjects } from "./every-workflow.ts";
import {
  carryOut,
  eventually,
  openTestDatabase,
  reconfigureRequest,
  runNow,
  seedWorld,
  silentLog,
  submit,
} from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

const signal = new AbortController().signal;
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
const listIds = async () => (await db.select({ id: tasks.id }).from(tasks)).map((task) => task.id).toSorted();

/** A finished task does not change, and so cannot be made older: this one ended when it is said. */
async function insertFinished(finishedAt: Date, count = 1): Promise<void> {
  await db.execute(sql`
    insert into tasks (id, operation, status, progress, input, verdict, requested_by, created_at, started_at, finished_at)
    select gen_random_uuid(), 'COPY_VM', 'SUCCESS', 100, '{}', '{}', 'somebody', ${finishedAt}, ${finishedAt}, ${finishedAt}
    from generate_series(1, ${count})`);
}

describe("finished tasks whose time is over", () => {
  test("are deleted with their events and exports; the audit log stays", async () => {
    const { id } = await carryOut(db, { workflow: "EXPORT_VAPP_TEMPLATE", templateId: objects.replaceTemplateId });
    const audited = await db.$count(auditLog);
    expect(await deleteFinishedTasksBefore(db, daysAgo(1), signal)).toBe(0);
    expect(await listIds()).toEqual([id]);
    expect(await deleteFinishedTasksBefore(db, new Date(Date.now() + 60_000), signal)).toBe(1);
    expect(await listIds()).toEqual([]);
    expect(await db.$count(taskEvents)).toBe(0);
    expect(await db.$count(taskExports)).toBe(0);
    expect(await db.$count(auditLog)).toBe(audited);
  });

  test("go in batches until all are gone, by many processes at once", async () => {
    await insertFinished(daysAgo(10), 1_200);
    await insertFinished(daysAgo(1), 3);
    const deleted = await Promise.all([1, 2, 3].map(() => deleteFinishedTasksBefore(db, daysAgo(5), signal)));
    expect(deleted.reduce((sum, count) => sum + count, 0)).toBe(1_200);
    expect(await db.$count(tasks)).toBe(3);
  });

  test("are those alone that are finished", async () => {
    const { vmId } = objects;
    const queued = await submit(db, reconfigureRequest({ vmId, name: "queued" }));
    const done = await submit(db, reconfigureRequest({ vmId, name: "done" }));
    await runNow(db, done);
    await deleteFinishedTasksBefore(db, new Date(Date.now() + 60_000), signal);
    expect(await listIds()).toEqual([queued]);
  });
});

describe("a worker", () => {
  test("deletes what ended more days ago than tasks are kept", async () => {
    await insertFinished(daysAgo(8), 2);
    await insertFinished(daysAgo(6));
    const worker = await startWorker({ db, url, concurrency: 1, taskSeconds: 0, taskRetentionDays: 7, log: silentLog });
    await eventually(() => db.$count(tasks)).toBe(1);
    await worker.stop();
    expect(await db.$count(tasks)).toBe(1);
  });
});
