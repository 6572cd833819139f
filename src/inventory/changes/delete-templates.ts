import { eq } from "drizzle-orm";
import { vappTemplates, vcenters } from "../../../schema/tables/index.ts";
import { type Changed, done } from "../access/changed.ts";
import type { Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { lockTemplateToChange, refuseSubscribed } from "../locks/catalogs.ts";
import { changeEstate } from "./change-estate.ts";
import { refuseDisconnected } from "./operate-place.ts";

/** What was made from it stays; what subscribers have of it they lose when they synchronise. @returns its id. */
export function deleteVappTemplate(scope: Scope, db: Database, templateId: string): Promise<Changed<string>> {
  const object = { type: "VappTemplate", id: templateId } as const;
  const deed = { mutation: "deleteVappTemplate", object, input: { templateId } };
  return changeEstate(scope, db, deed, async (transaction) => {
    const { row, catalog } = await lockTemplateToChange(scope, transaction, templateId, "delete");
    const concerned = await transaction.select().from(vcenters).where(eq(vcenters.id, row.vcenterId));
    const refusal =
      (await refuseSubscribed(transaction, catalog, ["templateId"])) ??
      concerned.map(refuseDisconnected).find((disconnected) => disconnected !== null);
    if (refusal) return refusal;
    await transaction.delete(vappTemplates).where(eq(vappTemplates.id, templateId));
    return done(templateId);
  });
}
