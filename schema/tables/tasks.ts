import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { WORKFLOWS } from "../../src/validation/vocabulary.ts";
import { createdAt, primaryId } from "./columns.ts";

export const TASK_STATUSES = ["QUEUED", "RUNNING", "SUCCESS", "ERROR", "CANCELED"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
export const workflow = pgEnum("workflow", WORKFLOWS);
export const taskStatus = pgEnum("task_status", TASK_STATUSES);

/** The class of the advisory locks that `worker_lock` numbers, among all of the database: "task" in ASCII. */
export const WORKER_LOCK_CLASS = 0x7461736b;

export interface TaskFailure {
  readonly code: string;
  readonly message: string;
  /** What the log has the whole of a bug under. */
  readonly id?: string;
}

/** One workflow to be carried out, once, and what became of it. */
export const tasks = pgTable(
  "tasks",
  {
    id: primaryId(),
    operation: workflow().notNull(),
    status: taskStatus().notNull().default("QUEUED"),
    /** Percent. */
    progress: integer().notNull().default(0),
    /** The object that it is about and the one that it made, as GraphQL type and id; either may be deleted since. */
    ownerType: text(),
    ownerId: uuid(),
    resultType: text(),
    resultId: uuid(),
    input: jsonb().notNull(),
    /** The verdict that was reached last: when it was queued, then when it was executed. */
    verdict: jsonb().notNull(),
    error: jsonb().$type<TaskFailure>(),
    requestedBy: text().notNull(),
    /** Whose member asked; null is the provider's administrator. A task is executed with the rights of who asked. */
    requesterOrganizationId: uuid(),
    /** What the requester knows the request by, so that asking again makes no second task; for as long as the task is kept. */
    idempotencyKey: text(),
    /** The advisory lock that the worker holds as long as it lives; held by nobody, the worker is dead. */
    workerLock: integer(),
    /** How often a worker has taken it up, but for those that gave it back unharmed. */
    attempts: integer().notNull().default(0),
    createdAt: createdAt(),
    startedAt: timestamp({ withTimezone: true, mode: "date" }),
    finishedAt: timestamp({ withTimezone: true, mode: "date" }),
  },
  (table) => [
    index("tasks_by_creation").on(table.createdAt, table.id),
    index("tasks_unfinished").on(table.status).where(sql`${table.status} in ('QUEUED', 'RUNNING')`),
    index("tasks_by_owner").on(table.ownerId),
    index("tasks_by_finish").on(table.finishedAt).where(sql`${table.finishedAt} is not null`),
    uniqueIndex("tasks_idempotency_key_of_requester")
      .on(table.requestedBy, table.idempotencyKey)
      .where(sql`${table.idempotencyKey} is not null`),
    check("tasks_idempotency_key_is_sane", sql`length(${table.idempotencyKey}) between 1 and 255`),
    check("tasks_progress_is_percent", sql`${table.progress} between 0 and 100`),
    check("tasks_attempts_are_counted", sql`${table.attempts} >= 0`),
    check("tasks_started_when_running", sql`${table.status} <> 'RUNNING' or ${table.startedAt} is not null`),
    check("tasks_not_started_when_queued", sql`${table.status} <> 'QUEUED' or ${table.startedAt} is null`),
    check("tasks_worker_when_running", sql`(${table.status} = 'RUNNING') = (${table.workerLock} is not null)`),
    check(
      "tasks_finished_when_final",
      sql`(${table.status} in ('SUCCESS', 'ERROR', 'CANCELED')) = (${table.finishedAt} is not null)`,
    ),
    check("tasks_error_says_why", sql`(${table.status} = 'ERROR') = (${table.error} is not null)`),
    check("tasks_success_is_complete", sql`${table.status} <> 'SUCCESS' or ${table.progress} = 100`),
    check("tasks_owner_is_typed", sql`(${table.ownerType} is null) = (${table.ownerId} is null)`),
    check("tasks_result_is_typed", sql`(${table.resultType} is null) = (${table.resultId} is null)`),
  ],
);

export const taskEvents = pgTable(
  "task_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
    status: taskStatus().notNull(),
    progress: integer().notNull(),
    message: text().notNull(),
  },
  (table) => [index("task_events_by_task").on(table.taskId, table.id)],
);

/** The OVF that an export has made, for as long as its task is kept. */
export const taskExports = pgTable("task_exports", {
  taskId: uuid()
    .primaryKey()
    .references(() => tasks.id, { onDelete: "cascade" }),
  fileName: text().notNull(),
  ovf: text().notNull(),
});
