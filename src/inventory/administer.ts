import type { Database, Transaction } from "./database.ts";
import type { EntityName } from "./entities.ts";
import { requireProviderAdministrator, type Scope } from "./scope.ts";
import { recordAudit } from "./write-audit.ts";

/** Why a change of the estate is refused: about what was asked, and nothing was changed. */
export interface AdministrationRefusal {
  readonly code: "NAME_TAKEN" | "NOT_REGISTERED" | "ALREADY_MOUNTED" | "INVALID_VALUE";
  readonly message: string;
  /** Path of the input's field at fault. */
  readonly field: string[] | null;
}

export type Administered<T> =
  | { readonly done: T; readonly refusal: null }
  | { readonly done: null; readonly refusal: AdministrationRefusal };

export const done = <T>(value: T): Administered<T> => ({ done: value, refusal: null });
export const refused = (code: AdministrationRefusal["code"], message: string, field: string[] | null) =>
  ({ done: null, refusal: { code, message, field } }) as const;

/**
 * One change of the estate by an administrator of the provider: one transaction, with its audit row.
 * A change that refuses must have written nothing.
 */
export function administer<T>(
  scope: Scope,
  db: Database,
  deed: { readonly mutation: string; readonly object: { type: EntityName; id: string }; readonly input: unknown },
  change: (transaction: Transaction) => Promise<Administered<T>>,
): Promise<Administered<T>> {
  requireProviderAdministrator(scope, deed.mutation);
  return db.transaction(async (transaction) => {
    const administered = await change(transaction);
    await recordAudit(scope, transaction, {
      ...deed,
      outcome: administered.refusal ? "REFUSED" : "ACCEPTED",
      verdict: null,
      taskId: null,
    });
    return administered;
  });
}
