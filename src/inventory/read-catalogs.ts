import { asc, inArray } from "drizzle-orm";
import { catalogSubscriptions, templateVms } from "../../schema/tables/index.ts";
import type { Rows } from "./entities.ts";
import { groupBy } from "./group-by.ts";
import type { Reader } from "./reader.ts";

export type SubscriptionRow = typeof catalogSubscriptions.$inferSelect;

/** What a catalog is subscribed to; null where it is not. */
export function findSubscriptionOfCatalog(reader: Reader, catalogId: string): Promise<SubscriptionRow | null> {
  return reader
    .loader("subscription of catalog", async (ids) => {
      const rows = await reader.db
        .select()
        .from(catalogSubscriptions)
        .where(inArray(catalogSubscriptions.catalogId, [...ids]));
      return new Map(rows.map((row) => [row.catalogId, row]));
    })
    .load(catalogId);
}

/** All VMs of a template, by name: what is done to a template is done to all of them. */
export async function findVmsOfTemplate(reader: Reader, templateId: string): Promise<Rows["TemplateVm"][]> {
  const loader = reader.loader("VMs of template", async (ids) => {
    const rows = await reader.db
      .select()
      .from(templateVms)
      .where(inArray(templateVms.templateId, [...ids]))
      .orderBy(asc(templateVms.name));
    return groupBy(rows, (row) => row.templateId);
  });
  return (await loader.load(templateId)) ?? [];
}
