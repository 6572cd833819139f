import { and, eq, inArray, ne } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import {
  catalogs,
  organizations,
  templateVmDatastores,
  templateVms,
  vappTemplates,
} from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { PlacedFiles } from "./write-vm-files.ts";

type TemplateRow = typeof vappTemplates.$inferSelect;

export type NewTemplateVmRow = typeof templateVms.$inferSelect;

export async function insertTemplate(
  transaction: Transaction,
  template: Omit<TemplateRow, "id" | "createdAt" | "syncedFromTemplateId">,
): Promise<string> {
  const id = v7();
  await transaction.insert(vappTemplates).values({ id, ...template });
  return id;
}

/** One statement, however many. */
export async function insertTemplateVms(transaction: Transaction, rows: readonly NewTemplateVmRow[]): Promise<void> {
  await insertRows(transaction, templateVms, rows);
}

/**
 * A template goes to another catalog, and so to its vCenter, with all of its VMs: in one statement, for
 * each VM refers to its template's vCenter, and Postgres looks at the foreign keys when it is through.
 * Elsewhere it is no longer what a subscribed catalog has received.
 */
export async function updateCatalogOfTemplate(
  transaction: Transaction,
  templateId: string,
  { catalogId, vcenterId }: { readonly catalogId: string; readonly vcenterId: string },
): Promise<void> {
  const moved = transaction
    .$with("moved")
    .as(
      transaction
        .update(vappTemplates)
        .set({ catalogId, vcenterId, syncedFromTemplateId: null })
        .where(eq(vappTemplates.id, templateId))
        .returning({ id: vappTemplates.id }),
    );
  await transaction.with(moved).update(templateVms).set({ vcenterId }).where(eq(templateVms.templateId, templateId));
}

export async function releaseTemplateFiles(transaction: Transaction, templateId: string): Promise<void> {
  const those = new QueryBuilder()
    .select({ id: templateVms.id })
    .from(templateVms)
    .where(eq(templateVms.templateId, templateId));
  await transaction.delete(templateVmDatastores).where(inArray(templateVmDatastores.templateVmId, those));
}

export async function placeTemplateFiles(
  transaction: Transaction,
  vcenterId: string,
  placed: readonly PlacedFiles[],
): Promise<void> {
  const rows = placed.flatMap(({ id, datastoreIds }) =>
    datastoreIds.map((datastoreId) => ({ templateVmId: id, datastoreId, vcenterId })),
  );
  await insertRows(transaction, templateVmDatastores, rows);
}

/** Whether another template of the catalog has the name already. */
export async function isTemplateNameTaken(
  transaction: Transaction,
  catalogId: string,
  name: string,
  exceptTemplateId: string | null,
): Promise<boolean> {
  const [other] = await transaction
    .select({ id: vappTemplates.id })
    .from(vappTemplates)
    .where(
      and(
        eq(vappTemplates.catalogId, catalogId),
        eq(vappTemplates.name, name),
        exceptTemplateId === null ? undefined : ne(vappTemplates.id, exceptTemplateId),
      ),
    );
  return other !== undefined;
}

/** As `organization/catalog`. */
export async function findCatalogName(transaction: Transaction, catalogId: string): Promise<string> {
  const [catalog] = await transaction
    .select({ name: catalogs.name, organization: organizations.name })
    .from(catalogs)
    .innerJoin(organizations, eq(organizations.id, catalogs.organizationId))
    .where(eq(catalogs.id, catalogId));
  invariant(catalog, "a catalog that a workflow was judged by is there");
  return `${catalog.organization}/${catalog.name}`;
}
