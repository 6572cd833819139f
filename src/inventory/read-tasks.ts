import { asc, inArray } from "drizzle-orm";
import { taskEvents, taskExports } from "../../schema/tables/index.ts";
import { groupBy } from "./group-by.ts";
import type { Reader } from "./reader.ts";

export type TaskEventRow = typeof taskEvents.$inferSelect;

export type TaskExportRow = typeof taskExports.$inferSelect;

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

/** The OVF that a task has made; null for every task that is not an export, or not done. */
export async function findExportOfTask(reader: Reader, taskId: string): Promise<TaskExportRow | null> {
  const loader = reader.loader("export of task", async (ids) => {
    const rows = await reader.db
      .select()
      .from(taskExports)
      .where(inArray(taskExports.taskId, [...ids]));
    return new Map(rows.map((row) => [row.taskId, row]));
  });
  return (await loader.load(taskId)) ?? null;
}
