import { and, asc, inArray, type SQL, sql } from "drizzle-orm";
import { taskEvents, taskExports, tasks } from "../../../schema/tables/index.ts";
import { type Rows, rowColumns } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import { compileFilter, type Filter } from "./filter.ts";
import type { Reader } from "./reader.ts";

export type TaskEventRow = typeof taskEvents.$inferSelect;
export type TaskExportRow = typeof taskExports.$inferSelect;

export interface TaskState {
  readonly task: Rows["Task"];
  /** Whether it matches the filter. */
  readonly matches: boolean;
}

/** Those of these tasks that somebody may see, as they are now, the oldest first; one statement. */
export async function findTaskStates(
  scope: Scope,
  connection: Connection,
  ids: readonly string[],
  filter: Filter,
): Promise<TaskState[]> {
  const found = await connection
    .select({ task: rowColumns("Task"), matches: sql<boolean>`(${matching(scope, filter)}) is true` })
    .from(tasks)
    .where(and(inArray(tasks.id, [...ids]), visibleTo(scope, "Task")))
    .orderBy(asc(tasks.createdAt), asc(tasks.id));
  return found as TaskState[];
}

/** Which unfinished tasks match that somebody may see. */
export async function findUnfinishedTaskIds(
  scope: Scope,
  connection: Connection,
  filter: Filter,
  most: number,
): Promise<string[]> {
  const found = await connection
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(inArray(tasks.status, ["QUEUED", "RUNNING"]), visibleTo(scope, "Task"), matching(scope, filter)))
    .limit(most);
  return found.map(({ id }) => id);
}

function matching(scope: Scope, filter: Filter): SQL {
  return compileFilter(scope, "Task", filter) ?? sql`true`;
}

/** What a filter may compare that changes while a task is carried out. */
const CHANGING: ReadonlySet<string> = new Set(["status", "startedAt", "finishedAt"]);

/** Whether a task that matches may cease to. */
export function mayStopMatching(filter: Filter): boolean {
  return Object.entries(filter).some(([key, value]) => {
    if (key === "and" || key === "or") return (value as Filter[]).some(mayStopMatching);
    return key === "not" ? mayStopMatching(value as Filter) : CHANGING.has(key);
  });
}

/** What happened to a task, in order. */
export async function findEventsOfTask(reader: Reader, taskId: string): Promise<TaskEventRow[]> {
  const loader = reader.loader("events of task", async (ids) => {
    const rows = await reader.db
      .select()
      .from(taskEvents)
      .where(inArray(taskEvents.taskId, [...ids]))
      .orderBy(asc(taskEvents.id));
    return groupBy(rows, (row) => row.taskId);
  });
  return (await loader.load(taskId)) ?? [];
}

/** The OVF that a task has made, or null. */
export async function findExportOfTask(reader: Reader, taskId: string): Promise<TaskExportRow | null> {
  const loader = reader.loader("export of task", async (ids) => {
    const rows = await reader.db
      .select()
      .from(taskExports)
      .where(inArray(taskExports.taskId, [...ids]));
    return new Map(rows.map((row) => [row.taskId, row]));
  });
  return loader.load(taskId);
}
