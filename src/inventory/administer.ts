import { type Changed, changeEstate, type Deed } from "./change-estate.ts";
import type { Database, Transaction } from "./database.ts";
import { requireProviderAdministrator, type Scope } from "./scope.ts";

/** A change of what vCenters are made of, or of what is known of it: for an administrator of the provider. */
export function administer<T>(
  scope: Scope,
  db: Database,
  deed: Deed<T>,
  change: (transaction: Transaction) => Promise<Changed<T>>,
): Promise<Changed<T>> {
  return changeEstate(scope, db, deed, async (transaction) => {
    requireProviderAdministrator(scope, deed.mutation);
    return change(transaction);
  });
}
