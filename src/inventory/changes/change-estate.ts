import { describeRefusal } from "../../validation/words/refusals.ts";
import { type Changed, type Decided, done } from "../access/changed.ts";
import type { EntityName } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import { audienceOf, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { recordAudit } from "./write-audit.ts";

interface ChangedObject {
  readonly type: EntityName;
  readonly id: string;
}

/** Who asked for what: what the audit log says of a change. */
export interface EstateChange<T> {
  /** The mutation's name in the API. */
  readonly mutation: string;
  /** What it is about; for what is only made by it, how to tell from what was made. */
  readonly object: ChangedObject | null | ((made: T) => ChangedObject);
  readonly input: unknown;
}

/**
 * One change of the estate that is made at once and is no task: one transaction, with its audit row.
 * A change that refuses has written nothing, but for the capabilities that it came upon.
 *
 * @throws Refusal for an unknown id or for want of rights; that attempt is in the audit log too.
 */
export async function changeEstate<T>(
  scope: Scope,
  db: Database,
  { mutation, object, input }: EstateChange<T>,
  carryOut: (transaction: Transaction) => Promise<Decided<T>>,
): Promise<Changed<T>> {
  const attempt = { mutation, input, verdict: null, taskId: null };
  const known = typeof object === "function" ? null : object;
  try {
    return await db.transaction(async (transaction) => {
      const changed = inWords(scope, await carryOut(transaction));
      const about = typeof object === "function" && changed.refusal === null ? object(changed.done) : known;
      const outcome = changed.refusal ? "REFUSED" : "ACCEPTED";
      await recordAudit(scope, transaction, { ...attempt, object: about, outcome });
      return changed;
    });
  } catch (error) {
    if (error instanceof Refusal) await recordAudit(scope, db, { ...attempt, object: known, outcome: "REFUSED" });
    throw error;
  }
}

function inWords<T>(scope: Scope, decided: Decided<T>): Changed<T> {
  if (decided.refusal === null) return done(decided.done);
  const { code, what, field } = decided.refusal;
  return { done: null, refusal: { code, message: describeRefusal(what, audienceOf(scope)), field } };
}
