import type { Changed, Decided } from "../access/changed.ts";
import { requireProviderAdministrator, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { changeEstate, type EstateChange } from "./change-estate.ts";

/** A change of what vCenters are made of, or of what is known of it: for an administrator of the provider. */
export function administer<T>(
  scope: Scope,
  db: Database,
  change: EstateChange<T>,
  carryOut: (transaction: Transaction) => Promise<Decided<T>>,
): Promise<Changed<T>> {
  return changeEstate(scope, db, change, async (transaction) => {
    requireProviderAdministrator(scope, change.mutation);
    return carryOut(transaction);
  });
}
