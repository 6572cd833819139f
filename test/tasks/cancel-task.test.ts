import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { auditLog, taskEvents, vms } from "../../schema/tables/index.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { cancelTask } from "../../src/tasks/cancel-task.ts";
import { recoverTasks } from "../../src/tasks/recover-tasks.ts";
import { startWorker, type Worker } from "../../src/tasks/worker.ts";
import { seedOrganization, seedVm, withTpm } from "../support/seed.ts";
import { checksumInventory, removeObjects } from "./every-workflow.ts";
import {
  copyRequest,
  eventually,
  findTask,
  findVm,
  listEvents,
  moveRequest,
  openTestDatabase,
  runNow,
  seedWorld,
  silentLog,
  submit,
} from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
const workers: Worker[] = [];
let vmId: string;

beforeEach(async () => {
  await removeObjects(db);
  const lies = { vdcId: world.gold, vcenter: world.a, datastores: ["ds-a1"] };
  vmId = await seedVm(db, { name: "ericTpmVm", ...lies, ...withTpm("kp-1") });
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function start(taskSeconds: number): Promise<void> {
  workers.push(await startWorker({ db, url, concurrency: 4, taskSeconds, taskRetentionDays: 90, log: silentLog }));
}

const cancel = (taskId: string, scope: Scope = providerAdministrator) => cancelTask(scope, db, taskId);
const toBronze = () => moveRequest({ vmId, vdcId: world.bronze });
const statusOf = async (taskId: string) => (await findTask(db, taskId)).status;
const lastAudit = async () => (await db.select().from(auditLog).orderBy(asc(auditLog.at), asc(auditLog.id))).at(-1);

/** How many wait for a lock, with a statement that says so. */
async function countWaiting(on: string): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${on}%`}`);
  return rows[0]?.waiting ?? 0;
}

describe("a task that is canceled", () => {
  test("while it is queued is never run", async () => {
    const taskId = await submit(db, toBronze());
    const before = await checksumInventory(url);
    expect(await cancel(taskId)).toEqual({ taskId, refusal: null });
    expect(await findTask(db, taskId)).toMatchObject({ status: "CANCELED", error: null, startedAt: null });
    expect((await findTask(db, taskId)).finishedAt).not.toBeNull();
    await runNow(db, taskId);
    expect(await recoverTasks(db)).toBe(0);
    expect(await listEvents(db, taskId)).toEqual(["QUEUED", "CANCELED"]);
    expect(await checksumInventory(url)).toEqual(before);
  });

  test("while the vCenter is at work leaves its worker nothing to do, which goes on with other tasks", async () => {
    const before = await checksumInventory(url);
    const taskId = await submit(db, toBronze());
    await start(1);
    await eventually(async () => (await findTask(db, taskId)).progress).toBeGreaterThan(0);
    await cancel(taskId);
    const other = await submit(db, copyRequest({ vmId, name: "other", vdcId: world.gold }));
    await eventually(() => statusOf(other)).toBe("SUCCESS");
    expect(await findTask(db, taskId)).toMatchObject({ status: "CANCELED", workerLock: null, resultId: null });
    expect((await listEvents(db, taskId)).at(-1)).toBe("CANCELED");
    await db.delete(vms).where(eq(vms.name, "other"));
    expect(await checksumInventory(url)).toEqual(before);
  });

  test("at the moment when it is carried out is refused: the cancellation waits, and the task is done", async () => {
    const taskId = await submit(db, toBronze());
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("begin");
    await client.query("select from vms where id = $1 for update", [vmId]);
    const running = runNow(db, taskId);
    await eventually(() => countWaiting('from "vms"')).toBe(1);
    const canceling = cancel(taskId);
    await eventually(() => countWaiting('from "tasks"')).toBe(1);
    await client.query("commit");
    expect(await running).toMatchObject({ status: "SUCCESS" });
    expect((await canceling).refusal?.code).toBe("TASK_ALREADY_FINISHED");
    expect(await findVm(db, vmId)).toMatchObject({ vdcId: world.bronze });
  });

  test("tells what happened, in an event and in the audit log", async () => {
    const taskId = await submit(db, toBronze());
    await cancel(taskId);
    const events = await db.select().from(taskEvents).where(eq(taskEvents.taskId, taskId)).orderBy(taskEvents.id);
    expect(events.at(-1)).toMatchObject({ status: "CANCELED", message: "The task is canceled." });
    expect(await lastAudit()).toMatchObject({
      actor: "provider-administrator",
      mutation: "cancelTask",
      objectType: "Task",
      objectId: taskId,
      outcome: "ACCEPTED",
      taskId,
    });
  });
});

describe("a cancellation is refused", () => {
  test("for a task that is finished, which stays as it is", async () => {
    const taskId = await submit(db, toBronze());
    const done = await runNow(db, taskId);
    expect(await cancel(taskId)).toEqual({
      taskId,
      refusal: {
        code: "TASK_ALREADY_FINISHED",
        message: "The task is finished already: it ended with SUCCESS.",
        field: ["taskId"],
      },
    });
    expect(await findTask(db, taskId)).toEqual(done);
    expect(await lastAudit()).toMatchObject({ mutation: "cancelTask", outcome: "REFUSED", objectId: taskId });
  });

  test("the second time", async () => {
    const taskId = await submit(db, toBronze());
    await cancel(taskId);
    expect((await cancel(taskId)).refusal?.message).toBe("The task is finished already: it ended with CANCELED.");
    expect(await listEvents(db, taskId)).toEqual(["QUEUED", "CANCELED"]);
  });

  test("for a task that is not there, or that somebody else asked for; the attempt is in the audit log", async () => {
    const taskId = await submit(db, toBronze());
    const organizationId = await seedOrganization(db, "globex");
    const stranger: Scope = { kind: "organization-member", actor: "eve", organizationId };
    await expect(cancel(taskId, stranger)).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "input.taskId: there is no task with this id.",
    });
    expect(await lastAudit()).toMatchObject({ actor: "eve", outcome: "REFUSED", objectId: taskId });
    expect(await statusOf(taskId)).toBe("QUEUED");
  });
});
