import { and, asc, count, inArray } from "drizzle-orm";
import { catalogSubscriptions, templateVms, vappTemplates } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import { visibleTo } from "../access/visibility.ts";
import { groupBy } from "../database/group-by.ts";
import type { Reader } from "./reader.ts";
import { type SkippedTemplate, skipTemplate } from "./template-obstacle.ts";

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

/** All templates of a catalog, by name, as far as the scope may see them. */
async function findTemplatesOfCatalog(reader: Reader, catalogId: string): Promise<Rows["VappTemplate"][]> {
  const loader = reader.loader("templates of catalog", async (ids) => {
    const rows = await reader.db
      .select()
      .from(vappTemplates)
      .where(and(inArray(vappTemplates.catalogId, [...ids]), visibleTo(reader.scope, "VappTemplate")))
      .orderBy(asc(vappTemplates.name));
    return groupBy(rows, (row) => row.catalogId);
  });
  return (await loader.load(catalogId)) ?? [];
}

/** What a subscribed catalog has received of what its publisher has still. */
export async function findReceivedTemplates(
  reader: Reader,
  { catalogId, publisherId }: SubscriptionRow,
): Promise<Rows["VappTemplate"][]> {
  const published = new Set((await findTemplatesOfCatalog(reader, publisherId)).map(({ id }) => id));
  const received = await findTemplatesOfCatalog(reader, catalogId);
  return received.filter(({ syncedFromTemplateId }) => published.has(syncedFromTemplateId ?? ""));
}

/** What a publisher has that its subscribers do not receive, and why, as it is now; nothing once it is unpublished. */
export async function findSkippedTemplates(reader: Reader, publisherId: string): Promise<SkippedTemplate[]> {
  if (!(await reader.get("Catalog", publisherId)).published) return [];
  const published = await findTemplatesOfCatalog(reader, publisherId);
  const judged = published.map(async (template) =>
    skipTemplate(template, await findVmsOfTemplate(reader, template.id)),
  );
  return (await Promise.all(judged)).flat();
}

/** How many templates a catalog has to give: none once it is unpublished. */
export async function countPublishedTemplates(reader: Reader, publisherId: string): Promise<number> {
  const { published } = await reader.get("Catalog", publisherId);
  return published ? countTemplatesOfCatalog(reader, publisherId) : 0;
}

export async function countTemplatesOfCatalog(reader: Reader, catalogId: string): Promise<number> {
  const loader = reader.loader("number of templates of catalog", async (ids) => {
    const rows = await reader.db
      .select({ catalogId: vappTemplates.catalogId, templates: count() })
      .from(vappTemplates)
      .where(and(inArray(vappTemplates.catalogId, [...ids]), visibleTo(reader.scope, "VappTemplate")))
      .groupBy(vappTemplates.catalogId);
    return new Map(rows.map((row) => [row.catalogId, row.templates]));
  });
  return (await loader.load(catalogId)) ?? 0;
}
