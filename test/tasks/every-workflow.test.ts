import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { vapps, vcenters, vms } from "../../schema/tables/index.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { operateVm } from "../../src/inventory/changes/operate-vms.ts";
import { refreshVdcCapabilities } from "../../src/inventory/changes/refresh-capabilities.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { checkInvariants } from "../../src/inventory/invariants/check-invariants.ts";
import { cancelTask } from "../../src/tasks/cancel-task.ts";
import { runTask } from "../../src/tasks/run-task.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { WORKFLOWS, type Workflow } from "../../src/validation/vocabulary.ts";
import { asksForOvf } from "../support/ovf-vms.ts";
import { seedVm } from "../support/seed.ts";
import { seedTemplate } from "../support/seed-templates.ts";
import {
  checksumInventory,
  findRequest,
  newVm,
  removeObjects,
  requestOfEach,
  seedObjects,
  virtualSystem,
} from "./every-workflow.ts";
import { eventually, findTask, openTestDatabase, runNow, seedWorld, silentLog, submit } from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;
let requests: readonly WorkflowRequest[];

beforeEach(async () => {
  await db.update(vcenters).set({ status: "CONNECTED" });
  await removeObjects(db);
  objects = await seedObjects(db, world);
  requests = requestOfEach(world, objects);
});

const requestOf = (workflow: Workflow) => findRequest(requests, workflow);

const disconnectAll = () => db.update(vcenters).set({ status: "DISCONNECTED" });

describe.each(WORKFLOWS)("%s", (workflow) => {
  test("is carried out, once, for what it is about", async () => {
    const taskId = await submit(db, requestOf(workflow));
    const task = await runNow(db, taskId);
    expect(task).toMatchObject({ operation: workflow, status: "SUCCESS", error: null });
    expect(task.ownerId).not.toBeNull();
    expect(task.resultId).not.toBeNull();
    const after = await checksumInventory(url);
    await runNow(db, taskId);
    expect(await checksumInventory(url)).toEqual(after);
  });

  test("leaves what could exist: no invariant is broken, and no VM is locked", async () => {
    await runNow(db, await submit(db, requestOf(workflow)));
    // The world was put into the tables by hand, without what the product records of it.
    await refreshVdcCapabilities(providerAdministrator, db, null);
    expect(await checkInvariants(db)).toEqual([]);
    const off = await db.select({ id: vms.id }).from(vms).where(eq(vms.powerState, "POWERED_OFF"));
    for (const { id } of off) {
      expect(await operateVm(providerAdministrator, db, "powerOnVm", id)).toMatchObject({ refusal: null });
    }
  });

  test("changes nothing where it is refused", async () => {
    await disconnectAll();
    const before = await checksumInventory(url);
    const submission = await submitWorkflow(providerAdministrator, db, requestOf(workflow), null);
    expect(submission).toMatchObject({ taskId: null, refusals: [{ code: "VERDICT_BLOCKED" }] });
    expect(submission.verdict.blockedBy).toContain("vcenter-connected");
    expect(await checksumInventory(url)).toEqual(before);
  });

  test("changes nothing where the world has changed since it was allowed", async () => {
    const taskId = await submit(db, requestOf(workflow));
    await disconnectAll();
    const before = await checksumInventory(url);
    const task = await runNow(db, taskId);
    expect(task).toMatchObject({ status: "ERROR", error: { code: "VERDICT_BLOCKED" }, resultId: null });
    expect(task).toMatchObject({ verdict: { decision: "BLOCKED" } });
    expect(await checksumInventory(url)).toEqual(before);
  });

  test("changes nothing where it is canceled in the middle", async () => {
    const before = await checksumInventory(url);
    const taskId = await submit(db, requestOf(workflow));
    const signal = new AbortController().signal;
    const running = runTask({ db, log: silentLog, taskSeconds: 0.2, signal }, { taskId, workerLock: 1 });
    await eventually(async () => (await findTask(db, taskId)).status).toBe("RUNNING");
    expect(await cancelTask(providerAdministrator, db, taskId)).toEqual({ taskId, refusal: null });
    await running;
    expect(await findTask(db, taskId)).toMatchObject({ status: "CANCELED", resultId: null });
    expect(await checksumInventory(url)).toEqual(before);
  });
});

describe("the number of statements is the same however many VMs there are", () => {
  async function countStatements(request: WorkflowRequest): Promise<number> {
    let statements = 0;
    const counting = openDatabase(url, {
      maxConnections: 2,
      applicationName: "test counting",
      onStatement: () => {
        statements += 1;
      },
    });
    try {
      const taskId = await submit(counting.db, request);
      expect(await runNow(counting.db, taskId)).toMatchObject({ status: "SUCCESS" });
    } finally {
      await counting.close();
    }
    return statements;
  }

  async function addToVapp(count: number) {
    const { a, gold } = world;
    for (let index = 0; index < count; index++) {
      await seedVm(db, {
        name: `more-${index}`,
        vdcId: gold,
        vcenter: a,
        vappId: objects.vappId,
        datastores: ["ds-a1"],
      });
    }
  }

  test.each<Workflow>(["COPY_VAPP", "MOVE_VAPP", "CAPTURE_VAPP"])("%s", async (workflow) => {
    const few = await countStatements(requestOf(workflow));
    await removeObjects(db);
    objects = await seedObjects(db, world);
    requests = requestOfEach(world, objects);
    await addToVapp(40);
    expect(await countStatements(requestOf(workflow))).toBe(few);
  });

  test("CREATE_VAPP_FROM_OVF and INSTANTIATE_VAPP_TEMPLATE", async () => {
    const ovf = (name: string, count: number): WorkflowRequest => ({
      workflow: "CREATE_VAPP_FROM_OVF",
      name,
      vdcId: world.gold,
      ...asksForOvf(...Array.from({ length: count }, (_, index) => virtualSystem(`vm-${index}`, index % 2 === 0))),
    });
    expect(await countStatements(ovf("many", 60))).toBe(await countStatements(ovf("few", 2)));
    const instance = async (name: string, count: number): Promise<WorkflowRequest> => ({
      workflow: "INSTANTIATE_VAPP_TEMPLATE",
      name,
      vdcId: world.gold,
      templateId: await seedTemplate(db, {
        name,
        catalogId: objects.images,
        vcenter: world.a,
        tpmProvisioning: null,
        vms: Array.from({ length: count }, (_, index) => ({ name: `vm-${index}` })),
      }),
    });
    const [few, many] = [await instance("few-instances", 2), await instance("many-instances", 60)];
    expect(await countStatements(many)).toBe(await countStatements(few));
  });
});

describe("a workflow on an object that is gone", () => {
  test("fails when it runs, says what is missing, and makes nothing of it", async () => {
    const { vappId } = objects;
    const taskId = await submit(db, { workflow: "ADD_VM_TO_VAPP", ...newVm("late", false), vappId });
    await db.delete(vms).where(eq(vms.vappId, vappId));
    await db.delete(vapps).where(eq(vapps.id, vappId));
    const before = await checksumInventory(url);
    const error = { code: "NOT_FOUND", message: "vappId: there is no vApp with this id." };
    expect(await runNow(db, taskId)).toMatchObject({ status: "ERROR", error });
    expect(await checksumInventory(url)).toEqual(before);
  });
});
