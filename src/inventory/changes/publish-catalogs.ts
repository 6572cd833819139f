import { eq } from "drizzle-orm";
import { catalogSubscriptions, catalogs, vappTemplates } from "../../../schema/tables/index.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { requireOwnOrganization, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { type FoundCatalog, findCatalog, lockCatalogToChange, refuseSubscribed } from "../locks/catalogs.ts";
import { lockCatalogs } from "../locks/rows.ts";
import { type SkippedTemplate, skipTemplate } from "../reading/template-obstacle.ts";
import { changeEstate } from "./change-estate.ts";
import { enumerateCounts } from "./enumerate-counts.ts";
import { findWholeTemplates } from "./received-templates.ts";

type Catalog = Rows["Catalog"];

export interface CatalogPublication {
  readonly catalog: Catalog;
  /** The templates that its subscribers will not receive, by name. */
  readonly withheld: readonly SkippedTemplate[];
}

/** Lets other catalogs subscribe to it. One that is subscribed itself has nothing of its own to publish. */
export function publishCatalog(scope: Scope, db: Database, catalogId: string): Promise<Changed<CatalogPublication>> {
  const deed = {
    mutation: "publishCatalog",
    object: { type: "Catalog", id: catalogId },
    input: { catalogId },
  } as const;
  return changeEstate(scope, db, deed, async (transaction) => {
    const catalog = await lockCatalogToChange(scope, transaction, catalogId, "publish");
    const subscribed = await refuseSubscribed(transaction, catalog, ["catalogId"]);
    if (subscribed) return subscribed;
    if (catalog.row.published) return refusePublished(catalog);
    const templates = await findWholeTemplates(transaction, catalogId);
    const withheld = templates.flatMap(({ row, vms }) => skipTemplate(row, vms));
    return done({ catalog: await setPublished(transaction, catalog.row, true), withheld });
  });
}

/** Its subscribers keep their subscription and what they have received; they receive nothing any more. */
export function unpublishCatalog(scope: Scope, db: Database, catalogId: string): Promise<Changed<Catalog>> {
  const object = { type: "Catalog", id: catalogId } as const;
  return changeEstate(
    scope,
    db,
    { mutation: "unpublishCatalog", object, input: { catalogId } },
    async (transaction) => {
      const catalog = await lockCatalogToChange(scope, transaction, catalogId, "unpublish");
      if (!catalog.row.published) return refuseUnpublished(catalog, ["catalogId"]);
      return done(await setPublished(transaction, catalog.row, false));
    },
  );
}

/**
 * Makes a catalog receive what another one publishes: from its next synchronisation on. No catalog is both
 * a publisher and a subscriber, so that there are no chains, and no circles.
 */
export function subscribeCatalog(
  scope: Scope,
  db: Database,
  input: { readonly catalogId: string; readonly publisherId: string },
): Promise<Changed<Catalog>> {
  const { catalogId, publisherId } = input;
  const deed = { mutation: "subscribeCatalog", object: { type: "Catalog", id: catalogId }, input } as const;
  return changeEstate(scope, db, deed, async (transaction) => {
    await lockCatalogs(transaction, [catalogId, publisherId], "update");
    const catalog = await findCatalog(scope, transaction, catalogId, "catalogId");
    const publisher = await findCatalog(scope, transaction, publisherId, "publisherId");
    requireOwnOrganization(scope, catalog.row.organizationId, `subscribe catalog ${catalog.name}`);
    const refusal =
      (await refuseSubscribed(transaction, catalog, ["catalogId"])) ??
      (await refusePublisher(transaction, catalog)) ??
      (await refuseTemplates(transaction, catalog)) ??
      (publisher.row.published ? null : refuseUnpublished(publisher, ["publisherId"])) ??
      // Only an imported estate has a published catalog that is subscribed.
      (await refuseSubscribed(transaction, publisher, ["publisherId"]));
    if (refusal) return refusal;
    await transaction.insert(catalogSubscriptions).values({ catalogId, publisherId });
    return done(catalog.row);
  });
}

async function setPublished(transaction: Transaction, catalog: Catalog, published: boolean): Promise<Catalog> {
  const [row] = await transaction.update(catalogs).set({ published }).where(eq(catalogs.id, catalog.id)).returning();
  return row ?? catalog;
}

function refusePublished({ name }: FoundCatalog) {
  return refused("ALREADY_PUBLISHED", `Catalog ${name} is published.`, ["catalogId"]);
}

export function refuseUnpublished({ name }: FoundCatalog, field: string[] | null) {
  return refused("NOT_PUBLISHED", `Catalog ${name} is not published.`, field);
}

/** One that is published, or was, and so has subscribers. */
async function refusePublisher(transaction: Transaction, catalog: FoundCatalog) {
  if (catalog.row.published) return refusePublished(catalog);
  const words = enumerateCounts({
    subscriber: await transaction.$count(catalogSubscriptions, eq(catalogSubscriptions.publisherId, catalog.row.id)),
  });
  return words && refused("HAS_SUBSCRIBERS", `Catalog ${catalog.name} has ${words}.`, ["catalogId"]);
}

async function refuseTemplates(transaction: Transaction, { row, name }: FoundCatalog) {
  const words = enumerateCounts({
    template: await transaction.$count(vappTemplates, eq(vappTemplates.catalogId, row.id)),
  });
  const message = `Catalog ${name} has ${words} of its own; a subscribed catalog has those alone that it receives.`;
  return words && refused("CATALOG_NOT_EMPTY", message, ["catalogId"]);
}
