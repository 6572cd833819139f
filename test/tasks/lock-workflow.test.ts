import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { unmanagedVms, vms } from "../../schema/tables/index.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import type { Transaction } from "../../src/inventory/database/database.ts";
import { lockWorkflow } from "../../src/tasks/gather-workflow.ts";
import { retryConflicts } from "../../src/tasks/transient-errors.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { WORKFLOWS, type Workflow } from "../../src/validation/vocabulary.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { requestEveryWorkflow, sizedEstate } from "../support/sized-estate.ts";
import { eventually } from "./world.ts";

const estate = await openEstateDatabase(sizedEstate(2));
const { db, url, idOf } = estate;
const requests = await requestEveryWorkflow(estate, 2);

function requestOf<W extends Workflow>(workflow: W): Extract<WorkflowRequest, { workflow: W }> {
  const request = requests.find((candidate) => candidate.workflow === workflow);
  if (!request) throw new Error(`no request of ${workflow}`);
  return request as Extract<WorkflowRequest, { workflow: W }>;
}

const lock = (transaction: Transaction, request: WorkflowRequest) =>
  lockWorkflow(providerAdministrator, transaction, request);

/** As whoever submits a workflow does: the transaction starts again where the world moved on. */
const inTransaction = <T>(work: (transaction: Transaction) => Promise<T>) => retryConflicts(() => db.transaction(work));

const TABLES = [
  "vcenters",
  "vdcs",
  "catalogs",
  "vapps",
  "vms",
  "vapp_templates",
  "unmanaged_vapps",
  "unmanaged_vms",
] as const;

/** What others find locked, by table: the names for `update`, and with a tilde those for `share`. */
async function seeLocks(): Promise<Record<string, string[]>> {
  const namesOf = async (table: string, clause: string) =>
    (await db.execute<{ name: string }>(sql.raw(`select name from ${table} ${clause}`))).rows.map(({ name }) => name);
  const locks: Record<string, string[]> = {};
  for (const table of TABLES) {
    const free = await namesOf(table, "for update skip locked");
    const shareable = await namesOf(table, "for share skip locked");
    const locked = (await namesOf(table, "order by name")).filter((name) => !free.includes(name));
    if (locked.length > 0) locks[table] = locked.map((name) => (shareable.includes(name) ? `~${name}` : name));
  }
  return locks;
}

async function locksOf(request: WorkflowRequest) {
  return inTransaction(async (transaction) => {
    await lock(transaction, request);
    return seeLocks();
  });
}

const both = { vcenters: ["~east", "~west"], vdcs: ["~gold", "~silver"] };
const west = { vcenters: ["~west"], vdcs: ["~silver"] };
const east = { vcenters: ["~east"], vdcs: ["~gold"] };
const farm = { catalogs: ["~images"], vapp_templates: ["~farm"] };
const bothCatalogs = ["~drafts", "~images"];

const LOCKS: Readonly<Record<Workflow, Record<string, string[]>>> = {
  CREATE_VM: west,
  CREATE_VM_FROM_TEMPLATE: { ...both, ...farm },
  RECONFIGURE_VM: { ...east, vms: ["alone"] },
  COPY_VM: { ...east, vapps: ["~web"], vms: ["~alone"] },
  MOVE_VM: { ...east, vapps: ["~web"], vms: ["alone"] },
  IMPORT_VM: { ...both, vdcs: ["~silver"], unmanaged_vapps: ["legacy"], unmanaged_vms: ["vm-0"] },
  INSTANTIATE_VAPP_TEMPLATE: { ...both, ...farm },
  CREATE_VAPP_FROM_OVF: west,
  ADD_VM_TO_VAPP: { ...east, vapps: ["~web"] },
  ADD_TEMPLATE_VM_TO_VAPP: { ...east, ...farm, vapps: ["~web"] },
  COPY_VAPP: { ...both, vapps: ["web"], vms: ["~vm-0", "~vm-1"] },
  MOVE_VAPP: { ...both, vapps: ["web"], vms: ["vm-0", "vm-1"] },
  IMPORT_VAPP: { ...both, vdcs: ["~silver"], unmanaged_vapps: ["~legacy"], unmanaged_vms: ["~vm-0", "~vm-1"] },
  CAPTURE_VAPP: { ...both, catalogs: ["~drafts"], vapps: ["web"], vms: ["~vm-0", "~vm-1"] },
  CAPTURE_VM: { ...both, catalogs: ["~drafts"], vms: ["~alone"] },
  CREATE_VAPP_TEMPLATE_FROM_OVF: { ...west, catalogs: ["~drafts"] },
  COPY_VAPP_TEMPLATE: { ...both, catalogs: bothCatalogs, vapp_templates: ["~farm"] },
  MOVE_VAPP_TEMPLATE: { ...both, catalogs: bothCatalogs, vapp_templates: ["farm"] },
  EXPORT_VAPP_TEMPLATE: { ...east, ...farm },
};

test.each(WORKFLOWS)("%s locks what it is judged by and what it changes, and nothing else", async (workflow) => {
  expect(await locksOf(requestOf(workflow))).toEqual(LOCKS[workflow]);
});

test("an import that clones leaves the vCenter's list to others, one that moves does not", async () => {
  const shared = { ...requestOf("IMPORT_VM"), mode: "CLONE" } as const;
  expect(await locksOf(shared)).toEqual({ ...both, vdcs: ["~silver"], unmanaged_vms: ["~vm-0"] });
  const moved = { ...requestOf("IMPORT_VAPP"), mode: "MOVE" } as const;
  expect(await locksOf(moved)).toMatchObject({ unmanaged_vapps: ["legacy"], unmanaged_vms: ["vm-0", "vm-1"] });
});

/** Changes rows in a transaction that is still open. */
async function beginElsewhere(statement: string, parameters: string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("begin");
  await client.query(statement, parameters);
  return client;
}

const isWaiting = async () => {
  const { rows } = await db.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.waiting === 1;
};

describe("what changes while a workflow waits for its locks", () => {
  const vmsOfWeb = "select id from vapps where name = 'web'";

  test("a VM that joins the vApp meanwhile is locked and judged with it", async () => {
    const alone = await idOf("Vm", "alone");
    const elsewhere = await beginElsewhere(`update vms set vapp_id = (${vmsOfWeb}) where id = $1`, [alone]);
    await elsewhere.query("update vapps set name = name where name = 'web'");
    const seen = inTransaction(async (transaction) => {
      const { gathered } = await lock(transaction, requestOf("MOVE_VAPP"));
      return { subjects: gathered.facts.subjects.map(({ name }) => name), locks: await seeLocks() };
    });
    await eventually(isWaiting).toBe(true);
    await elsewhere.query("commit");
    expect(await seen).toEqual({
      subjects: ["alone", "vm-0", "vm-1"],
      locks: { ...both, vapps: ["web"], vms: ["alone", "vm-0", "vm-1"] },
    });
    await db.update(vms).set({ vappId: null }).where(eq(vms.id, alone));
  });

  test("a VM that leaves the vApp meanwhile is not", async () => {
    const leaving = await idOf("Vm", "vm-1");
    const elsewhere = await beginElsewhere("update vms set vapp_id = null where id = $1", [leaving]);
    const seen = locksOf(requestOf("CAPTURE_VAPP"));
    await eventually(isWaiting).toBe(true);
    await elsewhere.query("commit");
    expect(await seen).toEqual({ ...LOCKS.CAPTURE_VAPP, vms: ["~vm-0"] });
    await db
      .update(vms)
      .set({ vappId: requestOf("CAPTURE_VAPP").vappId })
      .where(eq(vms.id, leaving));
  });

  test("a template that goes to another catalog meanwhile is judged from there", async () => {
    const { templateId, catalogId } = requestOf("MOVE_VAPP_TEMPLATE");
    const elsewhere = await beginElsewhere("select from vapp_templates where id = $1 for update", [templateId]);
    await elsewhere.query(
      "delete from template_vm_datastores where template_vm_id in (select id from template_vms where template_id = $1)",
      [templateId],
    );
    await elsewhere.query(
      `with moved as (
         update vapp_templates t set catalog_id = c.id, vcenter_id = c.vcenter_id
         from catalogs c where c.id = $1 and t.id = $2 returning t.id, t.vcenter_id
       ) update template_vms v set vcenter_id = moved.vcenter_id from moved where v.template_id = moved.id`,
      [catalogId, templateId],
    );
    const seen = locksOf(requestOf("EXPORT_VAPP_TEMPLATE"));
    await eventually(isWaiting).toBe(true);
    await elsewhere.query("commit");
    expect(await seen).toEqual({ ...west, catalogs: ["~drafts"], vapp_templates: ["~farm"] });
  });

  test("an unmanaged VM that is taken over meanwhile is there no more", async () => {
    const { unmanagedVmId } = requestOf("IMPORT_VM");
    const elsewhere = await beginElsewhere("delete from unmanaged_vms where id = $1", [unmanagedVmId]);
    const seen = inTransaction((transaction) => lock(transaction, requestOf("IMPORT_VM")));
    const refused = expect(seen).rejects.toMatchObject({ code: "NOT_FOUND" });
    await eventually(isWaiting).toBe(true);
    await elsewhere.query("commit");
    await refused;
    expect(await db.$count(unmanagedVms)).toBe(1);
  });
});
