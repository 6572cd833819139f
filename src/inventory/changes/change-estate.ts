import { describeRefusal } from "../../validation/words/refusals.ts";
import { type Changed, type Decided, done } from "../access/changed.ts";
import { Refusal } from "../access/refusal.ts";
import { audienceOf, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { type AuditedObject, findObjectName, recordAudit, recordRefusal } from "./write-audit.ts";

/** Who asked for what: what the audit log says of a change. */
export interface EstateChange<T> {
  /** The mutation's name in the API. */
  readonly mutation: string;
  /** What it is about; for what is only made by it, how to tell from what was made. */
  readonly object: AuditedObject | null | ((made: T) => AuditedObject);
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
  const known = typeof object === "function" ? null : object;
  const attempt = { mutation, object: known, input };
  try {
    return await db.transaction(async (transaction) => {
      // Afterwards it may be deleted.
      const named = known && { objectName: await findObjectName(scope, transaction, known) };
      const changed = inWords(scope, await carryOut(transaction));
      const made = typeof object === "function" && changed.refusal === null ? { object: object(changed.done) } : null;
      const answer = changed.refusal
        ? ({ outcome: "REFUSED", reasons: [changed.refusal] } as const)
        : ({ outcome: "ACCEPTED", reasons: [] } as const);
      await recordAudit(scope, transaction, { ...attempt, ...named, ...made, ...answer, verdict: null, taskId: null });
      return changed;
    });
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(scope, db, attempt, error);
    throw error;
  }
}

function inWords<T>(scope: Scope, decided: Decided<T>): Changed<T> {
  if (decided.refusal === null) return done(decided.done);
  const { code, what, field } = decided.refusal;
  return { done: null, refusal: { code, message: describeRefusal(what, audienceOf(scope)), field } };
}
