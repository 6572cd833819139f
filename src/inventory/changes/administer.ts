import { type Changed } from "../access/changed.ts";
import { requireProviderAdministrator, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { changeEstate, type Deed } from "./change-estate.ts";

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
