import { eq } from "drizzle-orm";
import { afterAll, expect } from "vitest";
import {
  datastores,
  type TaskStatus,
  taskEvents,
  tasks,
  templateVms,
  vdcTpmCapabilities,
  vmDatastores,
  vms,
} from "../../schema/tables/index.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { type Database, openDatabase } from "../../src/inventory/database/database.ts";
import type { Log } from "../../src/tasks/log.ts";
import { runTask } from "../../src/tasks/run-task.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import type { CopyVmRequest } from "../../src/tasks/workflows/copy-vm.ts";
import type { MoveVmRequest } from "../../src/tasks/workflows/move-vm.ts";
import type { ReconfigureVmRequest } from "../../src/tasks/workflows/reconfigure-vm.ts";
import { invariant } from "../../src/validation/invariant.ts";
import { createTestDatabase } from "../support/database.ts";
import { seedOrganization, seedVCenter, seedVdc, seedVolume } from "../support/seed.ts";

/** A database of the test file's own, closed with the file. */
export async function openTestDatabase() {
  const url = await createTestDatabase();
  const opened = openDatabase(url, { maxConnections: 5, applicationName: "test" });
  afterAll(() => opened.close());
  return { url, db: opened.db };
}

/**
 * Two vCenters 8.0.2 that both have kp-1 as their default and share a volume: a VM with a TPM may go
 * from one to the other. Only vc-a mounts the second volume.
 *
 * @param suffix Of the names that are unique over all worlds, where there are several in one database.
 */
export async function seedWorld(db: Database, suffix = "") {
  const shared = await seedVolume(db, `san-1${suffix}`);
  const local = await seedVolume(db, `local-a${suffix}`);
  const target = await seedVolume(db, `local-b${suffix}`);
  const a = await seedVCenter(db, {
    name: `vc-a${suffix}`,
    keyProviders: ["kp-1"],
    mounts: { "ds-a1": shared, "ds-a2": local },
  });
  const b = await seedVCenter(db, {
    name: `vc-b${suffix}`,
    keyProviders: ["kp-1"],
    mounts: { "ds-b2": shared, "ds-b1": target },
  });
  const organizationId = await seedOrganization(db, `acme${suffix}`);
  const gold = await seedVdc(db, { name: "gold", organizationId, vcenter: a });
  const silver = await seedVdc(db, { name: "silver", organizationId, vcenter: a });
  const bronze = await seedVdc(db, { name: "bronze", organizationId, vcenter: b });
  return { a, b, organizationId, gold, silver, bronze };
}

export const copyRequest = (request: Partial<CopyVmRequest> & { vmId: string; name: string }): CopyVmRequest => ({
  workflow: "COPY_VM",
  vdcId: null,
  vappId: null,
  tpmProvisioning: null,
  ...request,
});

export const moveRequest = (request: Partial<MoveVmRequest> & { vmId: string }): MoveVmRequest => ({
  workflow: "MOVE_VM",
  vdcId: null,
  vappId: null,
  tpmProvisioning: null,
  ...request,
});

export const reconfigureRequest = (
  request: Partial<ReconfigureVmRequest> & { vmId: string },
): ReconfigureVmRequest => ({
  workflow: "RECONFIGURE_VM",
  name: null,
  guestId: null,
  firmware: null,
  hardwareVersion: null,
  tpmPresent: null,
  acknowledgeWarnings: [],
  ...request,
});

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Runs a task to its end, as a worker would, in no time. */
export async function runNow(db: Database, taskId: string, log = silentLog) {
  const signal = new AbortController().signal;
  await runTask({ db, log, taskSeconds: 0, signal }, { taskId, workerLock: 1 });
  return findTask(db, taskId);
}

/** For what happens elsewhere, sooner or later; how soon is nobody's promise. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 25_000 });

/** Submits what is to be accepted, and runs it. */
export async function carryOut(db: Database, request: WorkflowRequest) {
  return runNow(db, await submit(db, request));
}

export async function submit(db: Database, request: WorkflowRequest): Promise<string> {
  const { taskId, refusals } = await submitWorkflow(providerAdministrator, db, request, null);
  invariant(taskId, `refused: ${JSON.stringify(refusals)}`);
  return taskId;
}

export async function findTask(db: Database, taskId: string) {
  const [task] = await db.select().from(tasks).where(eq(tasks.id, taskId));
  invariant(task, "the task is there");
  return task;
}

export async function findVm(db: Database, vmId: string | null) {
  invariant(vmId, "a VM's id");
  const [vm] = await db.select().from(vms).where(eq(vms.id, vmId));
  invariant(vm, "the VM is there");
  return vm;
}

/** The VMs of a vApp, by name. */
export async function listVmsOf(db: Database, vappId: string | null) {
  invariant(vappId, "a vApp's id");
  return db.select().from(vms).where(eq(vms.vappId, vappId)).orderBy(vms.name);
}

/** The VMs of a template, by name. */
export async function listTemplateVms(db: Database, templateId: string | null) {
  invariant(templateId, "a template's id");
  return db.select().from(templateVms).where(eq(templateVms.templateId, templateId)).orderBy(templateVms.name);
}

export async function listDatastoresOf(db: Database, vmId: string | null): Promise<string[]> {
  invariant(vmId, "a VM's id");
  const rows = await db
    .select({ name: datastores.name })
    .from(vmDatastores)
    .innerJoin(datastores, eq(datastores.id, vmDatastores.datastoreId))
    .where(eq(vmDatastores.vmId, vmId))
    .orderBy(datastores.name);
  return rows.map((row) => row.name);
}

export async function listEvents(db: Database, taskId: string): Promise<TaskStatus[]> {
  const rows = await db.select().from(taskEvents).where(eq(taskEvents.taskId, taskId)).orderBy(taskEvents.id);
  return rows.map((row) => row.status);
}

export async function listCapabilityVdcs(db: Database): Promise<string[]> {
  const rows = await db.select({ vdcId: vdcTpmCapabilities.vdcId }).from(vdcTpmCapabilities);
  return rows.map((row) => row.vdcId).sort();
}
