import type { Scope } from "../inventory/access/scope.ts";
import type { Connection, Transaction } from "../inventory/database/database.ts";
import type { GatheredFacts } from "../inventory/facts/gathered-facts.ts";
import { lockFootprint } from "../inventory/locks/lock-footprint.ts";
import { Moved } from "../inventory/locks/moved.ts";
import { bodyOf, type WorkflowRequest } from "./workflow-bodies.ts";

/**
 * Rows to facts. They are of one moment only where the connection is a transaction that sees to it: a
 * repeatable-read one.
 *
 * @throws Refusal where the request names what is not there, or what the workflow is not for.
 */
export async function gatherFacts(
  scope: Scope,
  connection: Connection,
  request: WorkflowRequest,
): Promise<GatheredFacts> {
  const body = bodyOf(request);
  return body.gather(connection, request, await body.find(scope, connection, request));
}

/** What the request names and what it is judged by, as they stand still until the transaction ends. */
export interface LockedWorkflow {
  readonly found: unknown;
  readonly gathered: GatheredFacts;
}

/**
 * Looks up what to lock, locks it, and looks again under the locks: what is found then is what is judged.
 *
 * @throws Moved where meanwhile a VM moved, or joined a vApp or left it. Nothing was written; the transaction
 *   has to start again, for taking other locks on top could break the order of `locks/rows.ts`.
 * @throws Refusal where `gatherFacts` would throw it.
 */
export async function lockWorkflow(
  scope: Scope,
  transaction: Transaction,
  request: WorkflowRequest,
): Promise<LockedWorkflow> {
  const body = bodyOf(request);
  const footprint = body.footprint(request, await body.find(scope, transaction, request));
  await lockFootprint(transaction, footprint);
  const found = await body.find(scope, transaction, request);
  if (JSON.stringify(body.footprint(request, found)) !== JSON.stringify(footprint)) throw new Moved();
  return { found, gathered: await body.gather(transaction, request, found) };
}

/**
 * The vCenters that have a hand in a workflow, as the source or the destination.
 *
 * @throws Refusal where `gatherFacts` would throw it.
 */
export async function findVCentersOfWorkflow(
  scope: Scope,
  connection: Connection,
  request: WorkflowRequest,
): Promise<readonly string[]> {
  const body = bodyOf(request);
  return body.footprint(request, await body.find(scope, connection, request)).vcenterIds;
}
