import type { Connection } from "./database.ts";
import { gatherCopyVm, gatherMoveVm, gatherReconfigureVm } from "./gather-facts-of-vms.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import type { Scope } from "./scope.ts";
import type { WorkflowRequest } from "./workflow-request.ts";

/** What each workflow is judged by; one small function each, in the file of its family. */
const gatherers: {
  readonly [W in WorkflowRequest["workflow"]]: (
    scope: Scope,
    connection: Connection,
    request: Extract<WorkflowRequest, { workflow: W }>,
  ) => Promise<GatheredFacts>;
} = {
  COPY_VM: gatherCopyVm,
  MOVE_VM: gatherMoveVm,
  RECONFIGURE_VM: gatherReconfigureVm,
};

/**
 * Rows to facts: the only bridge from the inventory to validation. The number of statements is the
 * same however large the estate is. The facts are of one moment only where the connection is a
 * transaction that sees to it: a repeatable-read one, or one that holds the locks of `lock-workflow.ts`.
 *
 * @throws Refusal NOT_FOUND for an id that names nothing, or nothing that the scope may see.
 */
export function gatherFacts<R extends WorkflowRequest>(
  scope: Scope,
  connection: Connection,
  request: R,
): Promise<GatheredFacts> {
  const gather = gatherers[request.workflow] as (
    scope: Scope,
    connection: Connection,
    request: WorkflowRequest,
  ) => Promise<GatheredFacts>;
  return gather(scope, connection, request);
}
