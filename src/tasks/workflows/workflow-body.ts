import type { Scope } from "../../inventory/access/scope.ts";
import type { Connection, Transaction } from "../../inventory/database/database.ts";
import type { GatheredFacts } from "../../inventory/facts/gathered-facts.ts";
import type { Footprint } from "../../inventory/locks/footprint.ts";
import type { Permitted, TaskObject } from "../effects/effect.ts";
import type { NewName } from "../new-names.ts";

/**
 * All that a workflow is, beside its line in `validation/workflows.ts` and its input in `graphql/workflow`.
 *
 * @typeParam R What is asked for, with the ids of rows. A task keeps it, to carry it out later. Everything is
 *   named: null is "not said".
 * @typeParam F What the request names, as it was looked up.
 */
export interface WorkflowBody<R, F> {
  /** The object that it is about; for what is made from nothing, where it goes. */
  owner(request: R): TaskObject;
  /**
   * Looks up what the request names.
   * @throws Refusal NOT_FOUND for an id that names nothing, or nothing that the scope may see; BAD_USER_INPUT
   *   for an object that the workflow is not for, naming the field; FORBIDDEN for a catalog that may be read
   *   and not changed.
   */
  find(scope: Scope, connection: Connection, request: R): Promise<F>;
  /** The rows to lock, so that what was found and what is gathered stand still. */
  footprint(request: R, found: F): Footprint;
  /** What it is judged by. The number of statements is the same however large the estate is. */
  gather(connection: Connection, request: R, found: F): Promise<GatheredFacts>;
  /** The name that is given, or brought along, where it goes; null where there is none. */
  newName(request: R, found: F): NewName | null;
  /**
   * Carries it out, within the transaction that finishes its task: all of it, once, or nothing. The number of
   * statements is the same however many VMs there are.
   */
  carryOut(transaction: Transaction, permitted: Permitted<R, F>): Promise<TaskObject>;
}
