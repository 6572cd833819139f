import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, tasks, vms } from "../../schema/tables/index.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { readStoredVerdict, storeVerdict } from "../../src/validation/stored-verdict.ts";
import { seedVm, withTpm } from "../support/seed.ts";
import { removeObjects } from "./every-workflow.ts";
import { copyRequest, moveRequest, openTestDatabase, runNow, seedWorld } from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
let vmId: string;

beforeEach(async () => {
  await removeObjects(db);
  const lies = { vdcId: world.gold, vcenter: world.a, datastores: ["ds-a1"] };
  vmId = await seedVm(db, { name: "ericTpmVm", ...lies, ...withTpm("kp-1") });
});

const ask = (request: WorkflowRequest, key: string | null, scope: Scope = providerAdministrator) =>
  submitWorkflow(scope, db, request, key);
const toBronze = (name: string) => copyRequest({ vmId, name, vdcId: world.bronze });
const listAudit = async () => await db.select().from(auditLog).orderBy(asc(auditLog.at), asc(auditLog.id));

describe("the same key and the same input", () => {
  test("is the same task, with the verdict that it has, and an audit row that says so", async () => {
    const first = await ask(toBronze("copy"), "key-1");
    const again = await ask(toBronze("copy"), "key-1");
    expect(again).toEqual({ ...first, verdict: readStoredVerdict(storeVerdict(first.verdict)) });
    expect(await db.$count(tasks)).toBe(1);
    const [accepted, repeated] = (await listAudit()).slice(-2);
    expect(accepted).toMatchObject({ outcome: "ACCEPTED", taskId: first.taskId });
    expect(repeated).toMatchObject({ outcome: "REPEATED", taskId: first.taskId, mutation: "copyVm", objectId: vmId });
    expect(repeated?.inputSha256).toBe(accepted?.inputSha256);
  });

  test("is the same task when that is done, though its name is taken by now: by itself", async () => {
    const first = await ask(toBronze("copy"), "key-1");
    await runNow(db, first.taskId ?? "");
    expect(await ask(toBronze("copy"), "key-1")).toMatchObject({ taskId: first.taskId, refusals: [] });
    expect(await db.$count(vms)).toBe(2);
  });

  test("is the same task when that has failed", async () => {
    const request = moveRequest({ vmId, vdcId: world.bronze });
    const { taskId } = await ask(request, "key-1");
    await db.update(vms).set({ keyProviderName: "kp-elsewhere" });
    await runNow(db, taskId ?? "");
    expect(await ask(request, "key-1")).toMatchObject({ taskId, refusals: [], verdict: { decision: "BLOCKED" } });
  });

  test("by twenty at once makes one task, which all of them get", async () => {
    const crowd = openDatabase(url, { maxConnections: 20, applicationName: "test crowd" });
    const submissions = await Promise.all(
      Array.from({ length: 20 }, () => submitWorkflow(providerAdministrator, crowd.db, toBronze("copy"), "key-1")),
    );
    await crowd.close();
    expect(new Set(submissions.map((submission) => submission.taskId)).size).toBe(1);
    expect(submissions.flatMap((submission) => submission.refusals)).toEqual([]);
    expect(await db.$count(tasks)).toBe(1);
    const outcomes = (await listAudit()).slice(-20).map((row) => row.outcome);
    expect(outcomes.toSorted()).toEqual(["ACCEPTED", ...Array.from({ length: 19 }, () => "REPEATED")]);
  });
});

describe("the same key and another input", () => {
  test("is refused with the field, and makes no task", async () => {
    await ask(toBronze("copy"), "key-1");
    const { taskId, refusals } = await ask(toBronze("other"), "key-1");
    expect(taskId).toBeNull();
    expect(refusals).toEqual([
      {
        code: "IDEMPOTENCY_KEY_REUSED",
        message:
          "The idempotency key belongs to a task that you asked for with another input; a new request takes a new key.",
        field: ["idempotencyKey"],
      },
    ]);
    expect(await db.$count(tasks)).toBe(1);
    expect((await listAudit()).at(-1)).toMatchObject({ outcome: "REFUSED", taskId: null });
  });

  test("is refused together with what else stands in its way", async () => {
    await ask(toBronze("copy"), "key-1");
    const { refusals } = await ask(copyRequest({ vmId, name: "ericTpmVm", vdcId: world.gold }), "key-1");
    expect(refusals.map((refusal) => refusal.code)).toEqual(["IDEMPOTENCY_KEY_REUSED", "NAME_TAKEN"]);
  });

  test("counts another workflow as another input", async () => {
    await ask(toBronze("copy"), "key-1");
    const { refusals } = await ask(moveRequest({ vmId, vdcId: world.bronze }), "key-1");
    expect(refusals).toMatchObject([{ code: "IDEMPOTENCY_KEY_REUSED" }]);
  });
});

describe("a key is free", () => {
  test("for another requester", async () => {
    const other: Scope = { kind: "provider-administrator", actor: "somebody else" };
    const mine = await ask(toBronze("mine"), "key-1");
    const theirs = await ask(toBronze("theirs"), "key-1", other);
    expect(theirs.refusals).toEqual([]);
    expect(theirs.taskId).not.toBe(mine.taskId);
  });

  test("after a refusal, and after an error", async () => {
    await db.update(vms).set({ keyProviderName: "kp-elsewhere" });
    expect(await ask(toBronze("copy"), "key-1")).toMatchObject({ taskId: null });
    const nobody = "00000000-0000-7000-8000-000000000000";
    const unknown = copyRequest({ vmId: nobody, name: "copy", vdcId: world.bronze });
    await expect(ask(unknown, "key-1")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await db.update(vms).set({ keyProviderName: "kp-1" });
    expect((await ask(toBronze("another"), "key-1")).refusals).toEqual([]);
  });
});

describe("without a key", () => {
  test("the same input makes another task", async () => {
    const first = await ask(toBronze("copy"), null);
    const second = await ask(toBronze("copy"), null);
    expect(second.taskId).not.toBe(first.taskId);
    expect(await db.$count(tasks)).toBe(2);
  });
});

describe("a key's length", () => {
  test("is one to 255 characters, as Postgres counts them", async () => {
    expect((await ask(toBronze("one"), "k")).refusals).toEqual([]);
    expect((await ask(toBronze("long"), "🔑".repeat(255))).refusals).toEqual([]);
    for (const [key, found] of [
      ["", "0 characters"],
      ["k".repeat(256), "256 characters"],
      ["a\0b", "a NUL character"],
    ]) {
      await expect(ask(toBronze("copy"), key ?? null)).rejects.toMatchObject({
        code: "BAD_USER_INPUT",
        message: `idempotencyKey: found ${found}, expected 1 to 255 characters.`,
      });
    }
    expect(await db.$count(tasks)).toBe(2);
  });
});
