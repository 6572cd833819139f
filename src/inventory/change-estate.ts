import type { Database, Transaction } from "./database.ts";
import type { EntityName } from "./entities.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";
import { recordAudit } from "./write-audit.ts";

export type ChangeRefusalCode =
  | "NAME_TAKEN"
  | "NOT_REGISTERED"
  | "ALREADY_MOUNTED"
  | "NOT_MOUNTED"
  | "INVALID_VALUE"
  | "KMS_IN_USE"
  | "STORAGE_IN_USE"
  | "FACT_ALREADY_KNOWN"
  | "FACT_NOT_KNOWN"
  | "VCENTER_NOT_CONNECTED"
  | "INVALID_POWER_STATE"
  | "VM_NOT_POWERED_OFF"
  | "NO_SNAPSHOTS"
  | "ALREADY_PUBLISHED"
  | "NOT_PUBLISHED"
  | "HAS_SUBSCRIBERS"
  | "ALREADY_SUBSCRIBED"
  | "NOT_SUBSCRIBED"
  | "CATALOG_NOT_EMPTY";

/** Why a change of the estate is refused: about what was asked, and what was asked for is not done. */
export interface ChangeRefusal {
  readonly code: ChangeRefusalCode;
  readonly message: string;
  /** Path of the input's field at fault. */
  readonly field: string[] | null;
}

interface Refused {
  readonly done: null;
  readonly refusal: ChangeRefusal;
}

export type Changed<T> = { readonly done: T; readonly refusal: null } | Refused;

export const done = <T>(value: T): Changed<T> => ({ done: value, refusal: null });
export const refused = (code: ChangeRefusalCode, message: string, field: string[] | null): Refused => ({
  done: null,
  refusal: { code, message, field },
});

/** A field's path as it is written in a message: `vms[0].guestId`. */
export const formatPath = (field: readonly string[]): string => field.join(".").replace(/\.(\d+)/g, "[$1]");

interface ChangedObject {
  readonly type: EntityName;
  readonly id: string;
}

/** Who asked for what: what the audit log says of a change. */
export interface Deed<T> {
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
  { mutation, object, input }: Deed<T>,
  change: (transaction: Transaction) => Promise<Changed<T>>,
): Promise<Changed<T>> {
  const attempt = { mutation, input, verdict: null, taskId: null };
  const known = typeof object === "function" ? null : object;
  try {
    return await db.transaction(async (transaction) => {
      const changed = await change(transaction);
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
