import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { tasks } from "../../../schema/tables/index.ts";
import { providerAdministrator } from "../../../src/inventory/access/scope.ts";
import { recordCapabilities } from "../../../src/inventory/changes/record-capabilities.ts";
import type { Transaction } from "../../../src/inventory/database/database.ts";
import { gatherPlaces } from "../../../src/inventory/facts/places.ts";
import {
  checkInvariants,
  DATABASE_INVARIANTS,
  type Violation,
} from "../../../src/inventory/invariants/check-invariants.ts";
import { cancelTask } from "../../../src/tasks/cancel-task.ts";
import { recoverTasks } from "../../../src/tasks/recover-tasks.ts";
import { WorkerLock } from "../../../src/tasks/worker-lock.ts";
import { openEstateDatabase } from "../../support/demo-database.ts";
import { newVm, requestOfEach, seedObjects } from "../../tasks/every-workflow.ts";
import { carryOut, openTestDatabase, runNow, seedWorld, silentLog, submit } from "../../tasks/world.ts";

const { db, url } = await openTestDatabase();
let queuedTaskId: string;

/** A task of each workflow that has succeeded, one that failed, one that was canceled, one that waits. */
beforeAll(async () => {
  const world = await seedWorld(db);
  const vdcIds = [world.gold, world.silver, world.bronze];
  await recordCapabilities(db, await gatherPlaces(db, vdcIds), "REFRESH", new Date());
  const requests = requestOfEach(world, await seedObjects(db, world));
  for (const request of requests) {
    const named = "name" in request && request.name !== null ? { ...request, name: request.workflow } : request;
    const task = await carryOut(db, named);
    expect(task).toMatchObject({ operation: request.workflow, status: "SUCCESS" });
  }
  const create = (name: string) => submit(db, { workflow: "CREATE_VM", ...newVm(name, true), vdcId: world.gold });
  const [first, second] = [await create("taken"), await create("taken")];
  await runNow(db, first);
  await runNow(db, second);
  await cancelTask(providerAdministrator, db, await create("canceled"));
  queuedTaskId = await create("queued");
});

class Rollback extends Error {}

/** What is found where somebody has laid hands on the database, which is as it was afterwards. */
async function violationsAfter(...statements: string[]): Promise<readonly Violation[]> {
  let found: readonly Violation[] = [];
  const layHands = async (transaction: Transaction) => {
    await transaction.execute(sql`alter table tasks disable trigger tasks_legal_transition`);
    for (const statement of statements) await transaction.execute(sql.raw(statement));
    await transaction.execute(sql`alter table tasks enable trigger tasks_legal_transition`);
    found = await checkInvariants(transaction, { settleMilliseconds: 0 });
    throw new Rollback();
  };
  await db.transaction(layHands).catch((error) => {
    if (!(error instanceof Rollback)) throw error;
  });
  return found;
}

const successOf = (workflow: string) => `(select id from tasks where operation = '${workflow}' and status = 'SUCCESS')`;
const vcB = "(select id from vcenters where name = 'vc-b')";
const golden = "(select id from template_vms where tpm_ek_sha256 is not null limit 1)";

const broken: readonly [id: string, message: string | RegExp, statements: string[]][] = [
  [
    "tables-are-guarded",
    "Constraints that are not validated, triggers that are off and indexes that are not valid: constraint sane of vms, trigger audit_log_append_only of audit_log",
    [
      "alter table vms add constraint sane check (name <> 'insane') not valid",
      "alter table audit_log disable trigger audit_log_append_only",
    ],
  ],
  [
    "vdc-has-capability",
    "VDCs without a record of their TPM capability: acme/silver",
    ["delete from vdc_tpm_capabilities where vdc_id = (select id from vdcs where name = 'silver')"],
  ],
  [
    "capability-names-own-key-provider",
    "VDCs whose TPM capability names a key provider of another vCenter: acme/silver",
    [
      `update vdc_tpm_capabilities set key_provider_id = (select id from kms_registrations where vcenter_id = ${vcB})
       where vdc_id = (select id from vdcs where name = 'silver')`,
    ],
  ],
  [
    "unmanaged-vapp-has-vms",
    "Unmanaged vApps without a VM: vc-b/empty",
    [
      `insert into unmanaged_vapps (id, vcenter_id, cluster_id, name)
       select gen_random_uuid(), vcenter_id, id, 'empty' from clusters where vcenter_id = ${vcB}`,
    ],
  ],
  [
    "instance-uuid-is-unique",
    /^Instance UUIDs that several VMs have: [0-9a-f-]{36}$/,
    ["update vms set instance_uuid = (select instance_uuid from vms where name = 'taken') where name = 'CREATE_VM'"],
  ],
  [
    "template-provisioning-fits-tpms",
    "vApp templates with a TPM and no provisioning, or with a provisioning and no TPM: images/CREATE_VAPP_TEMPLATE_FROM_OVF",
    ["update vapp_templates set tpm_provisioning = null where name = 'CREATE_VAPP_TEMPLATE_FROM_OVF'"],
  ],
  [
    "template-provisioning-fits-tpms",
    /: images\/CREATE_VAPP_TEMPLATE_FROM_OVF$/,
    [
      `update template_vms set tpm_status = 'NOT_PRESENT'
       where template_id = (select id from vapp_templates where name = 'CREATE_VAPP_TEMPLATE_FROM_OVF')`,
    ],
  ],
  [
    "template-identity-fits-provisioning",
    /^Template VMs with a TPM identity that is not stored, or without one that is: \w+\/[\w-]+\/\w+$/,
    [`update template_vms set tpm_ek_sha256 = null, tpm_provisioned_at = null where id = ${golden}`],
  ],
  [
    "template-identity-fits-provisioning",
    /: images\/CREATE_VAPP_TEMPLATE_FROM_OVF\/one$/,
    [
      `update template_vms set tpm_ek_sha256 = repeat('a', 64), tpm_provisioned_at = now()
       where template_id = (select id from vapp_templates where name = 'CREATE_VAPP_TEMPLATE_FROM_OVF') and name = 'one'`,
    ],
  ],
  [
    "subscribed-catalog-stores-no-tpm",
    /: remote\/CAPTURE_VM/,
    [
      `insert into catalog_subscriptions (catalog_id, publisher_id)
       select remote.id, images.id from catalogs remote, catalogs images where remote.name = 'remote' and images.name = 'images'`,
    ],
  ],
  [
    "received-template-is-subscribed",
    "vApp templates that were received by a catalog that is not subscribed: remote/CAPTURE_VM",
    [
      `update vapp_templates set synced_from_template_id = (select id from vapp_templates where name = 'CAPTURE_VAPP')
       where name = 'CAPTURE_VM'`,
    ],
  ],
  [
    "new-tpm-is-new",
    /^VMs that were to get a new TPM and have an older one: VM taken of task [0-9a-f-]{36}$/,
    ["update vms set tpm_provisioned_at = now() - interval '1 hour' where name = 'taken'"],
  ],
  [
    "new-tpm-is-new",
    /^VMs that were to get a new TPM and have an older one: VM one of task [0-9a-f-]{36}$/,
    [
      `update vms set tpm_provisioned_at = now() - interval '1 hour' from vapps
       where vms.vapp_id = vapps.id and vapps.name = 'CREATE_VAPP_FROM_OVF' and vms.name = 'one'`,
    ],
  ],
  [
    "new-tpm-has-its-own-identity",
    /^VMs whose TPM was made by a task with the identity of an older one: VM one of task [0-9a-f-]{36}$/,
    [
      `update vms set tpm_ek_sha256 = older.tpm_ek_sha256
       from vms older, vapps where older.name = 'taken' and vms.vapp_id = vapps.id
       and vapps.name = 'CREATE_VAPP_FROM_OVF' and vms.name = 'one'`,
      "update vms set tpm_provisioned_at = now() - interval '1 hour' where name = 'taken'",
      "update tasks set started_at = now() - interval '2 hours' where result_id = (select id from vms where name = 'taken')",
    ],
  ],
  [
    "imported-machine-left-the-vcenter",
    /^Imports with MOVE whose machine is still on the vCenter's list: task [0-9a-f-]{36}$/,
    [
      `insert into unmanaged_vms (id, vcenter_id, cluster_id, name)
       select owner_id, vcenter_id, clusters.id, 'still there' from tasks, clusters
       where operation = 'IMPORT_VM' and vcenter_id = ${vcB}`,
    ],
  ],
  [
    "brought-vm-has-its-key-provider",
    /^VMs that a task brought to a vCenter, or rekeyed there, whose key provider is not registered there: VM .* of task/,
    [
      `update tasks set verdict = verdict || '{"rulesVersion": 2}' where id = ${successOf("COPY_VM")}`,
      "update vms set key_provider_name = 'kp-nowhere' where name = 'COPY_VM'",
    ],
  ],
  [
    "task-is-allowed",
    /^Tasks that did not end in ERROR and whose verdict is not ALLOWED: [0-9a-f-]{36}$/,
    [`update tasks set verdict = verdict || '{"decision": "BLOCKED"}' where id = ${successOf("COPY_VM")}`],
  ],
  [
    "success-has-a-result",
    /^Tasks that succeeded without a result/,
    [`update tasks set result_type = null, result_id = null where id = ${successOf("COPY_VM")}`],
  ],
  [
    "result-is-there",
    /^Tasks whose result is gone though nobody has deleted it: [0-9a-f-]{36}$/,
    ["delete from vms where name = 'COPY_VM'"],
  ],
  [
    "result-is-there",
    /^Tasks whose result is gone though nobody has deleted it: [0-9a-f-]{36}$/,
    ["delete from vapp_templates where name = 'CREATE_VAPP_TEMPLATE_FROM_OVF'"],
  ],
  ["export-keeps-its-ovf", /: [0-9a-f-]{36}$/, ["delete from task_exports"]],
  [
    "events-end-with-the-task",
    /: [0-9a-f-]{36}$/,
    [`update tasks set status = 'CANCELED', finished_at = now() where status = 'QUEUED'`],
  ],
  [
    "events-are-legal",
    /: [0-9a-f-]{36}$/,
    [
      `insert into task_events (task_id, status, progress, message) values (${successOf("COPY_VM")}, 'SUCCESS', 100, 'again')`,
    ],
  ],
  [
    "events-are-legal",
    /: [0-9a-f-]{36}$/,
    [
      `update task_events set progress = 101 where status = 'RUNNING' and task_id = ${successOf("COPY_VM")}`,
      `update tasks set progress = 100 where id = ${successOf("COPY_VM")}`,
    ],
  ],
  [
    "task-was-accepted-once",
    /: [0-9a-f-]{36}$/,
    [
      `insert into audit_log (id, actor, mutation, object_type, object_id, input_sha256, outcome, task_id)
       select gen_random_uuid(), requested_by, 'copyVm', owner_type, owner_id, 'a', 'ACCEPTED', id
       from tasks where id = ${successOf("COPY_VM")}`,
    ],
  ],
  [
    "task-was-accepted-once",
    /: [0-9a-f-]{36}$/,
    [`update tasks set requested_by = 'somebody else' where id = ${successOf("COPY_VM")}`],
  ],
  [
    "accepted-workflow-has-its-task",
    /: copyVm at .*\)$/,
    [
      `insert into audit_log (id, at, actor, mutation, input_sha256, outcome, task_id)
       values (gen_random_uuid(), now() + interval '1 hour', 'eve', 'copyVm', 'a', 'ACCEPTED', gen_random_uuid())`,
    ],
  ],
  [
    "accepted-workflow-has-its-task",
    /: moveVapp at .*\)$/,
    [
      `insert into audit_log (id, actor, mutation, input_sha256, outcome)
       values (gen_random_uuid(), 'eve', 'moveVapp', 'a', 'ACCEPTED')`,
    ],
  ],
];

describe("nothing is found", () => {
  test("in the demo estate", async () => {
    const demo = await openEstateDatabase();
    expect(await checkInvariants(demo.db)).toEqual([]);
  });

  test("after each workflow was carried out, and after a task that failed and one that was canceled", async () => {
    expect(await checkInvariants(db)).toEqual([]);
  });

  test("of what was deleted rightly", async () => {
    const audited = (mutation: string, id: string) =>
      `insert into audit_log (id, actor, mutation, object_id, input_sha256, outcome)
       select gen_random_uuid(), 'eve', '${mutation}', ${id}, 'a', 'ACCEPTED'`;
    const vm = "(select id from vms where name = 'COPY_VM')";
    expect(await violationsAfter(audited("deleteVm", vm), `delete from vms where id = ${vm}`)).toEqual([]);
    expect(
      await violationsAfter(audited("deleteVapp", "gen_random_uuid()"), `delete from vms where id = ${vm}`),
    ).toEqual([]);
  });

  test("of a VM that was brought to a vCenter whose key provider was unregistered since then", async () => {
    const unregistered = `insert into audit_log (id, actor, mutation, object_id, input_sha256, outcome)
       select gen_random_uuid(), 'eve', 'unregisterKms', vcenter_id, 'a', 'ACCEPTED' from vms where name = 'COPY_VM'`;
    const elsewhere = "update vms set key_provider_name = 'kp-nowhere' where name = 'COPY_VM'";
    expect(await violationsAfter(unregistered, elsewhere)).toEqual([]);
  });

  test("of tasks whose time is over", async () => {
    expect(await violationsAfter("delete from tasks where finished_at is not null")).toEqual([]);
  });
});

describe("what is broken is found, and nothing else", () => {
  test.each(broken)("%s: %s", async (invariant, message, statements) => {
    const matching = message instanceof RegExp ? expect.stringMatching(message) : message;
    const found = await violationsAfter(...statements);
    expect(found).toEqual([{ invariant, message: matching, count: expect.any(Number) }]);
  });

  test("with the names of the first five, and how many there are", async () => {
    const [violation] = await violationsAfter(
      "update vms set instance_uuid = gen_random_uuid()",
      "delete from task_events",
    );
    expect(violation?.count).toBe(await db.$count(tasks));
    expect(violation?.message).toMatch(
      new RegExp(
        `^Tasks whose last event says something else than the task: ([0-9a-f-]{36}, ){4}[0-9a-f-]{36}, and ${Number(violation?.count) - 5} more$`,
      ),
    );
  });
});

/** What workers mend as they come by; it is not broken before they had the time to. */
const mended: readonly [id: string, statements: () => string[]][] = [
  [
    "running-task-has-a-live-worker",
    () => [
      `update tasks set status = 'RUNNING', started_at = now(), worker_lock = 4711 where id = '${queuedTaskId}'`,
      `insert into task_events (task_id, status, progress, message) values ('${queuedTaskId}', 'RUNNING', 0, '')`,
    ],
  ],
  ["queued-task-will-run", () => [`delete from graphile_worker._private_jobs where key = '${queuedTaskId}'`]],
];

describe("what a living worker mends", () => {
  test.each(mended)("%s: is not broken where none lives", async (_invariant, statements) => {
    expect(await violationsAfter(...statements())).toEqual([]);
  });

  test.each(mended)(
    "%s: is broken where one lives and has not mended it after a while",
    async (invariant, statements) => {
      await withLivingWorker(async () => {
        expect(await violationsAfter(...statements())).toEqual([
          { invariant, message: expect.stringContaining(`: ${queuedTaskId}`), count: 1 },
        ]);
      });
    },
  );

  test("is not broken where it is mended in the meantime", async () => {
    await withLivingWorker(async () => {
      await db.execute(sql.raw(mended[1]?.[1]()[0] ?? ""));
      const checked = checkInvariants(db, { settleMilliseconds: 1_500 });
      await sleep(500);
      expect(await recoverTasks(db)).toBe(1);
      expect(await checked).toEqual([]);
    });
  });
});

test("each invariant is broken by one of these tests", () => {
  const tested = new Set([...broken, ...mended].map(([id]) => id));
  expect([...tested].sort()).toEqual(DATABASE_INVARIANTS.map(({ id }) => id).sort());
});

async function withLivingWorker(run: () => Promise<void>): Promise<void> {
  const lock = new WorkerLock(url, silentLog);
  await lock.held();
  try {
    await run();
  } finally {
    await lock.release();
  }
}
