import { organizations, vcenters } from "../../../schema/tables/index.ts";
import { requireProviderAdministrator, type Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";

/** Every object of an estate is in a vCenter or in an organization. */
export async function isInventoryEmpty(scope: Scope, db: Database): Promise<boolean> {
  requireProviderAdministrator(scope, "look at the whole estate");
  const found = await Promise.all([
    db.select({ id: vcenters.id }).from(vcenters).limit(1),
    db.select({ id: organizations.id }).from(organizations).limit(1),
  ]);
  return found.every((rows) => rows.length === 0);
}
