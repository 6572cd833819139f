import { eq } from "drizzle-orm";
import { vappTemplates, vcenters } from "../../../schema/tables/index.ts";
import { refuseSubscribed } from "../../validation/operations/catalogs.ts";
import { refuseUnlessConnected } from "../../validation/operations/vcenters.ts";
import { type Changed, done, refusedIf } from "../access/changed.ts";
import type { Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { findSubscription, lockTemplateToChange } from "../locks/catalogs.ts";
import { changeEstate } from "./change-estate.ts";

/** What was made from it stays; what subscribers have of it they lose when they synchronise. @returns its id. */
export function deleteVappTemplate(scope: Scope, db: Database, templateId: string): Promise<Changed<string>> {
  const object = { type: "VappTemplate", id: templateId } as const;
  const change = { mutation: "deleteVappTemplate", object, input: { templateId } };
  return changeEstate(scope, db, change, async (transaction) => {
    const { row, catalog } = await lockTemplateToChange(scope, transaction, templateId, "delete");
    const concerned = await transaction.select().from(vcenters).where(eq(vcenters.id, row.vcenterId));
    const subscribed = (await findSubscription(transaction, catalog.row.id)) !== null;
    const refusal =
      refusedIf(refuseSubscribed({ name: catalog.name, subscribed }), ["templateId"]) ??
      refusedIf(refuseUnlessConnected(concerned), null);
    if (refusal) return refusal;
    await transaction.delete(vappTemplates).where(eq(vappTemplates.id, templateId));
    return done(templateId);
  });
}
