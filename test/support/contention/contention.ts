import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { tasks, unmanagedVms, vms } from "../../../schema/tables/index.ts";
import { providerAdministrator } from "../../../src/inventory/access/scope.ts";
import { type Database, openDatabase } from "../../../src/inventory/database/database.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { checkInvariants } from "../../../src/inventory/invariants/check-invariants.ts";
import { startWorker } from "../../../src/tasks/worker.ts";
import type { Workflow } from "../../../src/validation/vocabulary.ts";
import { makeTestDatabase } from "../database.ts";
import { startWorkerProcess } from "../start-worker-process.ts";
import { type ClientsReport, runClients } from "./clients.ts";
import { countGone, startCommitLog } from "./commit-log.ts";
import { contendedEstate } from "./contended-estate.ts";
import { replay } from "./replay.ts";

export interface Contention {
  readonly seed: number;
  readonly clients: number;
  readonly turns: number;
  readonly milliseconds: number;
  /** Beside the worker of this process. */
  readonly workerProcesses: number;
}

/** The one that is asked for, to have the same choices again; else any. */
export function seedOfContention(): number {
  return Number(process.env.CONTENTION_SEED ?? randomInt(1_000_000));
}

export interface ContentionReport {
  /** Each thing that must not be, in words; the first of them is likely to be the reason of the others. */
  readonly wrong: readonly string[];
  readonly answers: Readonly<Record<string, number>>;
  /** How many tasks ended how, by workflow: `COPY_VM SUCCESS`. */
  readonly tasks: Readonly<Record<string, number>>;
  /** How many changes of the estate were done again one after the other. */
  readonly replayed: number;
  readonly seconds: { readonly contending: number; readonly replaying: number };
}

/**
 * Clients and workers at once on a small estate, and then whether all is as though they had come one
 * after the other.
 */
export async function contend(contention: Contention): Promise<ContentionReport> {
  const original = await makeTestDatabase();
  await using(original.url, 2, async (db) => {
    await importEstate(providerAdministrator, db, contendedEstate(), { replace: false });
    await startCommitLog(db);
  });
  const clone = await makeTestDatabase(original.url);
  try {
    return await using(original.url, contention.clients, (live) =>
      using(clone.url, 2, (serial) => contendAndReplay(contention, original.url, live, serial)),
    );
  } finally {
    await original.drop();
    await clone.drop();
  }
}

async function using<T>(url: string, maxConnections: number, use: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(url, { maxConnections, applicationName: "vtpm-gateway contention" });
  try {
    return await use(db);
  } finally {
    await close();
  }
}

async function contendAndReplay(
  contention: Contention,
  url: string,
  live: Database,
  serial: Database,
): Promise<ContentionReport> {
  const wrong: string[] = [];
  const started = Date.now();
  const report = await withWorkers(contention, url, wrong, async () => {
    const clients = await runClients({ db: live, ...contention });
    await untilAllTasksEnd(live, wrong);
    return clients;
  });
  const contended = Date.now();
  wrong.push(...report.errors.map((error) => `a client got an error: ${(error as Error).stack}`));
  wrong.push(...(await findWhatIsWrong(live, serial)));
  const replayed = await replay(live, serial, report.changes).catch((error: Error) => {
    wrong.push(error.message);
    return 0;
  });
  return {
    wrong,
    answers: report.answers,
    tasks: await countTasks(live),
    replayed,
    seconds: { contending: (contended - started) / 1_000, replaying: (Date.now() - contended) / 1_000 },
  };
}

/** One worker here, whose vCenters take a moment so that the world moves on meanwhile, and processes beside it. */
async function withWorkers(
  { workerProcesses }: Contention,
  url: string,
  wrong: string[],
  contend: () => Promise<ClientsReport>,
): Promise<ClientsReport> {
  const children = await Promise.all(Array.from({ length: workerProcesses }, () => startWorkerProcess(url, 0)));
  const error = (fields: object, message: string) => wrong.push(`a worker logged: ${message} ${inspect(fields)}`);
  const log = { debug() {}, info() {}, warn() {}, error };
  const options = { concurrency: 4, taskSeconds: 0.05, taskRetentionDays: 90, log };
  return using(url, 5, async (db) => {
    const worker = await startWorker({ db, url, ...options });
    try {
      return await contend();
    } finally {
      await worker.stop();
      for (const child of children.filter(({ exitCode, signalCode }) => (exitCode ?? signalCode) === null)) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    }
  });
}

function inspect(fields: object): string {
  return Object.values(fields)
    .map((value) => (value instanceof Error ? `${value.stack} ${String(value.cause)}` : String(value)))
    .join(" ");
}

const MOST_DRAIN_MILLISECONDS = 60_000;

async function untilAllTasksEnd(db: Database, wrong: string[]): Promise<void> {
  const unfinished = sql`${tasks.status} in ('QUEUED', 'RUNNING')`;
  for (const deadline = Date.now() + MOST_DRAIN_MILLISECONDS; Date.now() < deadline; await sleep(50)) {
    if ((await db.$count(tasks, unfinished)) === 0) return;
  }
  wrong.push(`${await db.$count(tasks, unfinished)} tasks have not ended`);
}

async function findWhatIsWrong(live: Database, initial: Database): Promise<string[]> {
  const violations = await checkInvariants(live);
  const bugs = await live.select().from(tasks).where(sql`${tasks.error} ->> 'code' = 'INTERNAL_ERROR'`);
  const { rows } = await live.execute<{ deadlocks: number }>(
    sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
  );
  return [
    ...violations.map(({ invariant, message }) => `${invariant}: ${message}`),
    ...bugs.map(({ id, operation }) => `${operation} ${id} ended with an internal error`),
    ...rows.filter(({ deadlocks }) => deadlocks > 0).map(({ deadlocks }) => `${deadlocks} deadlocks`),
    ...(await countWhatIsWrong(live, initial)),
  ];
}

const MAKERS: readonly Workflow[] = [
  "CREATE_VM",
  "CREATE_VM_FROM_TEMPLATE",
  "COPY_VM",
  "IMPORT_VM",
  "INSTANTIATE_VAPP_TEMPLATE",
  "CREATE_VAPP_FROM_OVF",
  "ADD_VM_TO_VAPP",
  "ADD_TEMPLATE_VM_TO_VAPP",
  "COPY_VAPP",
  "IMPORT_VAPP",
];

/** No VM is lost, and none is there twice: what there was, and what was made of it, less what was deleted. */
async function countWhatIsWrong(live: Database, initial: Database): Promise<string[]> {
  const subjectsOf = async (operations: readonly Workflow[], mode: string) => {
    const { rows } = await live.execute<{ subjects: number }>(sql`
      select coalesce(sum(jsonb_array_length(verdict -> 'subjects')), 0)::int as subjects from tasks
      where status = 'SUCCESS' and operation = any(${sql.param(operations)}::workflow[])
        and coalesce(input ->> 'mode', '') like ${mode}`);
    return rows[0]?.subjects ?? 0;
  };
  const found = { vms: await live.$count(vms), unmanagedVms: await live.$count(unmanagedVms) };
  const expected = {
    vms: (await initial.$count(vms)) + (await subjectsOf(MAKERS, "%")) - (await countGone(live, "vms")),
    unmanagedVms: (await initial.$count(unmanagedVms)) - (await subjectsOf(["IMPORT_VM", "IMPORT_VAPP"], "MOVE")),
  };
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [`there are ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`];
}

async function countTasks(db: Database): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ kind: string; count: number }>(
    sql`select operation || ' ' || status as kind, count(*)::int as count from tasks group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
