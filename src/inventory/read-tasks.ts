import { asc, inArray } from "drizzle-orm";
import { taskEvents } from "../../schema/tables/index.ts";
import { groupBy } from "./group-by.ts";
import type { Reader } from "./reader.ts";

export type TaskEventRow = typeof taskEvents.$inferSelect;

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
