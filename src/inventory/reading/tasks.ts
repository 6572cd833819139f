import { and, asc, getTableColumns, inArray } from "drizzle-orm";
import { taskEvents, taskExports, tasks } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import { compileFilter, type Filter } from "./filter.ts";
import type { Reader } from "./reader.ts";

export type TaskEventRow = typeof taskEvents.$inferSelect;
export type TaskExportRow = typeof taskExports.$inferSelect;

/** A task without what it was asked for: that may be an OVF of megabytes, and nobody reads it. */
export type TaskState = Omit<Rows["Task"], "input">;

const { input: _notRead, ...stateColumns } = getTableColumns(tasks);

/** Those of these tasks that somebody may see and that match, as they are now, the oldest first; one statement. */
export async function findTaskStates(
  scope: Scope,
  connection: Connection,
  ids: readonly string[],
  filter: Filter,
): Promise<TaskState[]> {
  return connection
    .select(stateColumns)
    .from(tasks)
    .where(and(inArray(tasks.id, [...ids]), visibleTo(scope, "Task"), compileFilter(scope, "Task", filter)))
    .orderBy(asc(tasks.createdAt), asc(tasks.id));
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
