import type { Transaction } from "../../inventory/database.ts";
import type { EntityName } from "../../inventory/entities.ts";
import type { GatheredFacts } from "../../inventory/gathered-facts.ts";
import type { WorkflowRequest } from "../../inventory/workflow-request.ts";
import type { Verdict } from "../../validation/verdict.ts";

/** What an effect starts from: an ALLOWED verdict, reached on facts that the transaction holds still. */
export interface Permitted<R extends WorkflowRequest> {
  readonly request: R;
  readonly gathered: GatheredFacts;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** What a task made or changed. */
export interface TaskResult {
  readonly type: EntityName;
  readonly id: string;
}

/** Carries a workflow out, within the transaction that finishes its task: all of it, once, or nothing. */
export type Effect<R extends WorkflowRequest> = (
  transaction: Transaction,
  permitted: Permitted<R>,
) => Promise<TaskResult>;
