import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, tasks, vapps, vdcTpmCapabilities, vms } from "../../schema/tables/index.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { preflight } from "../../src/tasks/preflight.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { storeVerdict } from "../../src/validation/stored-verdict.ts";
import { seedOrganization, seedVapp, seedVm, withTpm } from "../support/seed.ts";
import {
  copyRequest,
  findTask,
  listCapabilityVdcs,
  listEvents,
  moveRequest,
  openTestDatabase,
  reconfigureRequest,
  seedWorld,
} from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
const nobody = "00000000-0000-7000-8000-000000000000";

beforeEach(async () => {
  await db.delete(tasks);
  await db.delete(vms);
  await db.delete(vapps);
  await db.delete(vdcTpmCapabilities);
  await db.execute(sql`delete from graphile_worker._private_jobs`);
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

const ask = (request: WorkflowRequest, scope: Scope = providerAdministrator) =>
  submitWorkflow(scope, db, request, null);

const lastAudit = async () => (await db.select().from(auditLog).orderBy(asc(auditLog.id))).at(-1);

const listJobKeys = async () => {
  const { rows } = await db.execute<{ key: string }>(sql`select key from graphile_worker.jobs`);
  return rows.map((row) => row.key);
};

describe("what is allowed", () => {
  test("is a queued task with its job, its event and its audit row", async () => {
    const vmId = await seedTpmVm();
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze });
    const { verdict, taskId, refusals } = await ask(request);
    expect(refusals).toEqual([]);
    expect(verdict.decision).toBe("ALLOWED");
    expect(await findTask(db, taskId ?? "")).toMatchObject({
      operation: "COPY_VM",
      status: "QUEUED",
      progress: 0,
      ownerType: "Vm",
      ownerId: vmId,
      input: request,
      verdict: storeVerdict(verdict),
      requestedBy: "provider-administrator",
    });
    expect(await listEvents(db, taskId ?? "")).toEqual(["QUEUED"]);
    expect(await listJobKeys()).toEqual([taskId]);
    expect(await lastAudit()).toMatchObject({
      actor: "provider-administrator",
      mutation: "copyVm",
      objectType: "Vm",
      objectId: vmId,
      outcome: "ACCEPTED",
      verdict: storeVerdict(verdict),
      taskId,
    });
    expect(await db.$count(vms)).toBe(1);
  });

  test("has the same input hash as often as the same is asked, and another for anything else", async () => {
    const vmId = await seedTpmVm();
    const hashes: (string | undefined)[] = [];
    for (const name of ["one", "one", "two"]) {
      await ask(copyRequest({ vmId, name, vdcId: world.gold }));
      hashes.push((await lastAudit())?.inputSha256);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test("records the capabilities of source and destination", async () => {
    const vmId = await seedTpmVm();
    await ask(copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    expect(await listCapabilityVdcs(db)).toEqual([world.gold, world.bronze].sort());
    expect(await db.select().from(vdcTpmCapabilities)).toMatchObject([{ detectedBy: "TASK" }, { detectedBy: "TASK" }]);
  });
});

describe("what is refused makes no task", () => {
  test("blocked: with the verdict's message, its capabilities recorded and the attempt in the audit log", async () => {
    const vmId = await seedTpmVm({ keyProviderName: "kp-elsewhere" });
    const request = moveRequest({ vmId, vdcId: world.bronze });
    const submission = await ask(request);
    expect(submission).toMatchObject({
      taskId: null,
      verdict: { decision: "BLOCKED", blockedBy: ["key-provider-on-target"] },
      refusals: [
        {
          code: "VERDICT_BLOCKED",
          message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
          field: null,
        },
      ],
    });
    expect(await listCapabilityVdcs(db)).toEqual([world.gold, world.bronze].sort());
    expect(await lastAudit()).toMatchObject({ mutation: "moveVm", outcome: "REFUSED", taskId: null, objectId: vmId });
    expect(await lastAudit()).toMatchObject({ verdict: storeVerdict(submission.verdict) });
    expect(await db.$count(tasks)).toBe(0);
    expect(await listJobKeys()).toEqual([]);
  });

  test("undetermined", async () => {
    const vmId = await seedVm(db, { name: "imported", vdcId: world.gold, vcenter: world.a, tpmStatus: "UNKNOWN" });
    const submission = await ask(moveRequest({ vmId, vdcId: world.bronze }));
    expect(submission).toMatchObject({ taskId: null, refusals: [{ code: "VERDICT_UNDETERMINED" }] });
  });

  test("a warning that is not acknowledged names the warning and the field", async () => {
    const vmId = await seedTpmVm();
    const submission = await ask(reconfigureRequest({ vmId, tpmPresent: false }));
    expect(submission).toMatchObject({
      taskId: null,
      verdict: { decision: "ALLOWED" },
      refusals: [{ code: "WARNING_NOT_ACKNOWLEDGED", field: ["acknowledgeWarnings"] }],
    });
    expect(submission.refusals[0]?.message).toContain("TPM_REMOVAL");
  });

  test("a name that a VM of the destination has, together with what else stands in the way", async () => {
    const vmId = await seedTpmVm({ keyProviderName: "kp-elsewhere" });
    await seedVm(db, { name: "taken", vdcId: world.bronze, vcenter: world.b });
    const request = copyRequest({ vmId, name: "taken", vdcId: world.bronze });
    const { refusals } = await ask(request);
    expect(refusals).toMatchObject([
      { code: "VERDICT_BLOCKED" },
      {
        code: "NAME_TAKEN",
        message: 'There is already a standalone VM named "taken" in VDC "acme/bronze".',
        field: ["name"],
      },
    ]);
  });

  test("a moved VM brings its name along; one in a vApp and one beside it may share it", async () => {
    const vmId = await seedTpmVm({ name: "web-1" });
    const vappId = await seedVapp(db, { name: "web", vdcId: world.bronze });
    await seedVm(db, { name: "web-1", vdcId: world.bronze, vappId, vcenter: world.b });
    const intoVapp = await ask(moveRequest({ vmId, vappId }));
    expect(intoVapp.refusals).toEqual([
      {
        code: "NAME_TAKEN",
        message: 'There is already a VM named "web-1" in vApp "web" of VDC "acme/bronze".',
        field: null,
      },
    ]);
    const beside = await ask(moveRequest({ vmId, vdcId: world.bronze }));
    expect(beside.refusals).toEqual([]);
  });

  test("a VM may be given the name that it has", async () => {
    const vmId = await seedTpmVm();
    const { refusals } = await ask(reconfigureRequest({ vmId, name: "ericTpmVm" }));
    expect(refusals).toEqual([]);
  });

  test("an unknown id is an error to the caller, and an attempt in the audit log", async () => {
    const request = moveRequest({ vmId: nobody, vdcId: world.bronze });
    await expect(ask(request)).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "vmId: there is no VM with this id.",
    });
    expect(await lastAudit()).toMatchObject({ outcome: "REFUSED", objectId: nobody, verdict: null });
  });

  test("what the scope may not see is not there", async () => {
    const vmId = await seedTpmVm();
    const organizationId = await seedOrganization(db, "globex");
    const stranger: Scope = { kind: "organization-member", actor: "eve", organizationId };
    const request = reconfigureRequest({ vmId, name: "mine" });
    await expect(ask(request, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await lastAudit()).toMatchObject({ actor: "eve", outcome: "REFUSED" });
  });
});

describe("all of it or nothing", () => {
  test("where the job cannot be queued there is no task, no audit row and no capability", async () => {
    const vmId = await seedTpmVm();
    const before = await db.$count(auditLog);
    await db.execute(sql`alter schema graphile_worker rename to out_of_order`);
    try {
      const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze });
      await expect(ask(request)).rejects.toThrow();
    } finally {
      await db.execute(sql`alter schema out_of_order rename to graphile_worker`);
    }
    expect(await db.$count(tasks)).toBe(0);
    expect(await db.$count(auditLog)).toBe(before);
    expect(await listCapabilityVdcs(db)).toEqual([]);
  });

  test("where the audit row cannot be written there is no task and no job", async () => {
    const vmId = await seedTpmVm();
    await db.execute(sql`alter table audit_log add constraint broken check (outcome <> 'ACCEPTED') not valid`);
    try {
      const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze });
      await expect(ask(request)).rejects.toThrow();
    } finally {
      await db.execute(sql`alter table audit_log drop constraint broken`);
    }
    expect(await db.$count(tasks)).toBe(0);
    expect(await listJobKeys()).toEqual([]);
  });
});

describe("the audit log", () => {
  test("refuses to be changed and to be shortened", async () => {
    const vmId = await seedTpmVm();
    await ask(copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    const appendOnly = { cause: expect.objectContaining({ message: "audit_log is append-only" }) };
    await expect(db.update(auditLog).set({ actor: "somebody else" })).rejects.toMatchObject(appendOnly);
    await expect(db.delete(auditLog)).rejects.toMatchObject(appendOnly);
  });
});

describe("a preflight", () => {
  test("reaches the verdict that the mutation would, and writes nothing", async () => {
    const vmId = await seedTpmVm();
    const before = await db.$count(auditLog);
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze });
    const verdict = await preflight(providerAdministrator, db, request);
    expect(await listCapabilityVdcs(db)).toEqual([]);
    expect(await db.$count(auditLog)).toBe(before);
    expect(await db.$count(tasks)).toBe(0);
    expect((await ask(request)).verdict).toEqual(verdict);
  });

  test("sees the world as it is now", async () => {
    const vmId = await seedTpmVm({ powerState: "POWERED_ON" });
    const request = reconfigureRequest({ vmId, tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] });
    expect(await preflight(providerAdministrator, db, request)).toMatchObject({
      decision: "BLOCKED",
      blockedBy: ["powered-off-to-change-tpm"],
    });
    await db.update(vms).set({ powerState: "POWERED_OFF" }).where(eq(vms.id, vmId));
    expect(await preflight(providerAdministrator, db, request)).toMatchObject({ decision: "ALLOWED" });
  });
});
