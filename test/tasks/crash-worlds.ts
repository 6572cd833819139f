import { expect } from "vitest";
import { taskExports, tasks, vcenterFaults } from "../../schema/tables/index.ts";
import { recordCapabilities } from "../../src/inventory/changes/record-capabilities.ts";
import type { Database } from "../../src/inventory/database/database.ts";
import { gatherPlaces } from "../../src/inventory/facts/places.ts";
import { checkInvariants } from "../../src/inventory/invariants/check-invariants.ts";
import { WORKFLOWS, type Workflow } from "../../src/validation/vocabulary.ts";
import { listIdsOfWorld, takeCensus, WORLD_MARK } from "./census.ts";
import { requestOfEach, seedObjects } from "./every-workflow.ts";
import { eventually, runNow, seedWorld, submit } from "./world.ts";

/** A world of its own with one task in it, so that what the task did can be told from all else. */
export interface CrashWorld {
  readonly name: string;
  readonly workflow: Workflow;
  readonly taskId: string;
  readonly vcenterId: string;
  /** Of all that was there before the task. */
  readonly ids: readonly string[];
}

/** Worlds before a task and after it, as one that nothing disturbed leaves them. */
export interface Promised {
  readonly before: readonly string[];
  readonly after: ReadonlyMap<Workflow, readonly string[]>;
}

/** How a task may end by crashes alone; then nothing is changed. */
const LOST = "WORKER_LOST_TOO_OFTEN";

/** A world and a queued task for each workflow. */
export function seedCrashWorlds(db: Database, round: string): Promise<CrashWorld[]> {
  return Promise.all(WORKFLOWS.map((workflow) => seedCrashWorld(db, workflow, round)));
}

/** @param fault Of the vCenter that has a hand in every workflow, set before the task can start. */
export async function seedCrashWorld(
  db: Database,
  workflow: Workflow,
  round: string,
  fault?: Omit<typeof vcenterFaults.$inferInsert, "vcenterId">,
): Promise<CrashWorld> {
  const name = `${workflow} ${round}`;
  const world = await seedWorld(db, `${WORLD_MARK}${name}`);
  const places = await gatherPlaces(db, [world.gold, world.silver, world.bronze]);
  await db.transaction((transaction) => recordCapabilities(transaction, places, "IMPORT", new Date()));
  const request = requestOfEach(world, await seedObjects(db, world)).find((each) => each.workflow === workflow);
  if (!request) throw new Error(`there is no request of ${workflow}`);
  const ids = await listIdsOfWorld(db, name);
  const vcenterId = world.a.id;
  if (fault) await db.insert(vcenterFaults).values({ vcenterId, ...fault });
  return { name, workflow, taskId: await submit(db, request), vcenterId, ids };
}

/** What the tasks promise, found out by carrying each out undisturbed. No worker may be there yet. */
export async function findPromises(db: Database): Promise<Promised> {
  const worlds = await seedCrashWorlds(db, "undisturbed");
  const ids = idsOf(worlds);
  const { census } = await takeCensus(db, ids);
  const before = census.get(worlds[0]?.name ?? "") ?? [];
  for (const { taskId } of worlds) expect(await runNow(db, taskId)).toMatchObject({ status: "SUCCESS" });
  const done = await takeCensus(db, ids);
  return { before, after: new Map(worlds.map(({ workflow, name }) => [workflow, done.census.get(name) ?? []])) };
}

const idsOf = (worlds: readonly CrashWorld[]) => new Set(worlds.flatMap(({ ids }) => ids));

/** Waits until every task has ended, for as long as the last one may take that a dead worker had. */
export async function untilAllEnded(db: Database): Promise<void> {
  const countUnfinished = async () =>
    (await db.select({ finishedAt: tasks.finishedAt }).from(tasks)).filter(({ finishedAt }) => finishedAt === null)
      .length;
  await eventually(countUnfinished).toBe(0);
}

/**
 * Every world is as its task's end promises it: done, once, or untouched. No TPM that was made is there
 * twice, and no invariant of the database is broken.
 *
 * @param failed The code that tasks ended with that were to fail, by world.
 * @returns how many tasks ended how.
 */
export async function expectPromisesKept(
  db: Database,
  worlds: readonly CrashWorld[],
  promised: Promised,
  failed: ReadonlyMap<string, string> = new Map(),
): Promise<Record<string, number>> {
  const { census, newIdentities } = await takeCensus(db, idsOf(worlds));
  const ended = new Map((await db.select().from(tasks)).map((task) => [task.id, task]));
  const exported = new Set((await db.select().from(taskExports)).map(({ taskId }) => taskId));
  const ends: Record<string, number> = {};
  for (const { name, workflow, taskId } of worlds) {
    const task = ended.get(taskId);
    const end = task?.error?.code ?? task?.status ?? "gone";
    ends[end] = (ends[end] ?? 0) + 1;
    expect(end, `${name}: ${task?.error?.message}`).toBeOneOf([failed.get(name) ?? "SUCCESS", LOST]);
    expect(census.get(name), name).toEqual(end === "SUCCESS" ? promised.after.get(workflow) : promised.before);
    expect(exported.has(taskId), name).toBe(end === "SUCCESS" && workflow === "EXPORT_VAPP_TEMPLATE");
  }
  expect(new Set(newIdentities).size).toBe(newIdentities.length);
  expect(await checkInvariants(db)).toEqual([]);
  return ends;
}
