import type { EntityName } from "../../inventory/access/entities.ts";
import type { GatheredFacts } from "../../inventory/facts/gathered-facts.ts";
import type { Verdict } from "../../validation/verdict.ts";

/** What an effect starts from: an ALLOWED verdict, reached on facts that the transaction holds still. */
export interface Permitted<R = unknown, F = unknown> {
  readonly taskId: string;
  readonly request: R;
  /** What the request names. */
  readonly found: F;
  readonly gathered: GatheredFacts;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** What a task is about, and what it made or changed. */
export interface TaskObject {
  readonly type: EntityName;
  readonly id: string;
}
