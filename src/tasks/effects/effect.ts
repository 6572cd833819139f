import type { EntityName } from "../../inventory/access/entities.ts";
import type { Transaction } from "../../inventory/database/database.ts";
import type { GatheredFacts } from "../../inventory/facts/gathered-facts.ts";
import type { WorkflowRequest } from "../../inventory/facts/workflow-request.ts";
import type { Verdict } from "../../validation/verdict.ts";

/** What an effect starts from: an ALLOWED verdict, reached on facts that the transaction holds still. */
export interface Permitted<R extends WorkflowRequest> {
  readonly taskId: string;
  readonly request: R;
  readonly gathered: GatheredFacts;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** What a task is about, and what it made or changed. */
export interface TaskObject {
  readonly type: EntityName;
  readonly id: string;
}

/**
 * Carries a workflow out, within the transaction that finishes its task: all of it, once, or nothing.
 * The number of statements is the same however many VMs there are.
 */
export type Effect<R extends WorkflowRequest> = (
  transaction: Transaction,
  permitted: Permitted<R>,
) => Promise<TaskObject>;
