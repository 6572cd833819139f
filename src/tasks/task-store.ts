import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { type TaskFailure, taskEvents, tasks } from "../../schema/tables/index.ts";
import type { Scope } from "../inventory/access/scope.ts";
import type { Database, Transaction } from "../inventory/database/database.ts";
import { invariant } from "../validation/invariant.ts";
import { storeVerdict } from "../validation/stored-verdict.ts";
import type { Verdict } from "../validation/verdict.ts";
import type { TaskObject } from "./effects/effect.ts";
import type { WorkflowRequest } from "./workflow-bodies.ts";

/** Who listens to this channel of Postgres hears the id of each task that changed, when the change is committed. */
export const TASK_CHANNEL = "vtpm_task";

/** What is told of a task that has changed. */
const toldColumns = { id: tasks.id, status: tasks.status, progress: tasks.progress };
type ToldTask = Pick<typeof tasks.$inferSelect, keyof typeof toldColumns>;

/** What a worker needs of a task. */
const workColumns = {
  id: tasks.id,
  input: tasks.input,
  requestedBy: tasks.requestedBy,
  requesterOrganizationId: tasks.requesterOrganizationId,
};
export type TaskRow = Pick<typeof tasks.$inferSelect, keyof typeof workColumns>;

type TaskColumns = PgUpdateSetSource<typeof tasks>;

/** A worker's claim on a task: a worker that lost its lock has lost the task, whatever it still believes. */
export interface Claim {
  readonly taskId: string;
  readonly workerLock: number;
}

const claimed = ({ taskId, workerLock }: Claim) =>
  and(eq(tasks.id, taskId), eq(tasks.status, "RUNNING"), eq(tasks.workerLock, workerLock));

export async function insertTask(
  scope: Scope,
  transaction: Transaction,
  task: {
    readonly request: WorkflowRequest;
    readonly owner: TaskObject;
    readonly verdict: Verdict;
    readonly idempotencyKey: string | null;
  },
): Promise<string> {
  const [row] = await transaction
    .insert(tasks)
    .values({
      operation: task.request.workflow,
      ownerType: task.owner.type,
      ownerId: task.owner.id,
      input: task.request,
      verdict: storeVerdict(task.verdict),
      idempotencyKey: task.idempotencyKey,
      requestedBy: scope.actor,
      requesterOrganizationId: scope.kind === "organization-member" ? scope.organizationId : null,
    })
    .returning(toldColumns);
  invariant(row, "an insert returns its row");
  await tell(transaction, row, "The task is queued.");
  return row.id;
}

/**
 * QUEUED to RUNNING, for one worker of all; null for the others. An attempt whose answer was lost with
 * its connection may have claimed the task: asked again, with the same time, it is the worker's.
 */
export function claimTask(db: Database, claim: Claim, startedAt: Date, again: boolean): Promise<TaskRow | null> {
  const queued = and(eq(tasks.id, claim.taskId), eq(tasks.status, "QUEUED"));
  const mine = and(claimed(claim), eq(tasks.startedAt, startedAt));
  const columns = {
    status: "RUNNING",
    startedAt,
    workerLock: claim.workerLock,
    attempts: sql`${tasks.attempts} + case when ${queued} then 1 else 0 end`,
  } as const;
  return db.transaction(async (transaction) => {
    const changed = await changeTask(transaction, again ? or(queued, mine) : queued, columns, "The task is running.");
    return changed ? lockClaimedTask(transaction, claim) : null;
  });
}

/** False where the task is no longer the worker's. */
export function reportProgress(db: Database, claim: Claim, progress: number): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const message = `The vCenter reports ${progress} % done.`;
    return changeTask(transaction, claimed(claim), { progress }, message);
  });
}

/** Keeps others from finishing or returning the task until the transaction ends; null where it is no longer the worker's. */
export async function lockClaimedTask(transaction: Transaction, claim: Claim): Promise<TaskRow | null> {
  const [row] = await transaction.select(workColumns).from(tasks).where(claimed(claim)).for("update");
  return row ?? null;
}

export async function succeedTask(
  transaction: Transaction,
  claim: Claim,
  done: { readonly result: TaskObject; readonly verdict: Verdict; readonly at: Date },
): Promise<void> {
  await finishTask(
    transaction,
    claim,
    {
      status: "SUCCESS",
      progress: 100,
      resultType: done.result.type,
      resultId: done.result.id,
      verdict: storeVerdict(done.verdict),
      finishedAt: done.at,
    },
    "The task is done.",
  );
}

/** The verdict is left as it was where execution reached none. */
export async function failTask(
  transaction: Transaction,
  claim: Claim,
  failed: { readonly error: TaskFailure; readonly verdict: Verdict | null; readonly at: Date },
): Promise<void> {
  await finishTask(
    transaction,
    claim,
    {
      status: "ERROR",
      error: failed.error,
      ...(failed.verdict && { verdict: storeVerdict(failed.verdict) }),
      finishedAt: failed.at,
    },
    failed.error.message,
  );
}

const AT_THE_START = { status: "QUEUED", progress: 0, startedAt: null, workerLock: null } as const;

/** RUNNING back to QUEUED; false where somebody else was faster. */
export function returnTask(transaction: Transaction, claim: Claim, why: string): Promise<boolean> {
  return changeTask(transaction, claimed(claim), AT_THE_START, why);
}

/** The same for a worker that stops in good order, as if it had never started: the attempt does not count. */
export function returnUnharmedTask(transaction: Transaction, claim: Claim, why: string): Promise<boolean> {
  return changeTask(transaction, claimed(claim), { ...AT_THE_START, attempts: sql`${tasks.attempts} - 1` }, why);
}

/** QUEUED or RUNNING to CANCELED: whoever runs it has lost its claim. False where it is finished, or was never there. */
export function cancelUnfinishedTask(transaction: Transaction, taskId: string, at: Date): Promise<boolean> {
  return changeTask(
    transaction,
    and(eq(tasks.id, taskId), inArray(tasks.status, ["QUEUED", "RUNNING"])),
    { status: "CANCELED", workerLock: null, finishedAt: at },
    "The task is canceled.",
  );
}

async function finishTask(transaction: Transaction, claim: Claim, columns: TaskColumns, message: string) {
  const changed = await changeTask(transaction, claimed(claim), { ...columns, workerLock: null }, message);
  invariant(changed, "a claimed task that is locked stays claimed");
}

/** The one place where a task changes, so that none changes without an event and without a word to the listeners. */
async function changeTask(
  transaction: Transaction,
  condition: SQL | undefined,
  columns: TaskColumns,
  message: string,
): Promise<boolean> {
  const [task] = await transaction.update(tasks).set(columns).where(condition).returning(toldColumns);
  if (task) await tell(transaction, task, message);
  return task !== undefined;
}

async function tell(transaction: Transaction, { id, status, progress }: ToldTask, message: string): Promise<void> {
  const event = transaction
    .$with("event")
    .as(
      transaction.insert(taskEvents).values({ taskId: id, status, progress, message }).returning({ id: taskEvents.id }),
    );
  await transaction
    .with(event)
    .select({ told: sql`pg_notify(${TASK_CHANNEL}, ${id})` })
    .from(event);
}
