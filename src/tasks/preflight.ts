import type { Scope } from "../inventory/access/scope.ts";
import type { Database } from "../inventory/database/database.ts";
import { decide } from "../validation/decide.ts";
import type { Verdict } from "../validation/verdict.ts";
import { gatherFacts } from "./gather-workflow.ts";
import type { WorkflowRequest } from "./workflow-bodies.ts";

/** What would be decided now: by the live facts of one moment, locking nothing and writing nothing. */
export function preflight(scope: Scope, db: Database, request: WorkflowRequest): Promise<Verdict> {
  return db.transaction(async (transaction) => decide((await gatherFacts(scope, transaction, request)).facts), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}
