import { eq } from "drizzle-orm";
import { catalogSubscriptions, catalogs, vappTemplates } from "../../../schema/tables/index.ts";
import {
  refusePublisher,
  refusePublishing,
  refuseSubscriber,
  refuseUnpublishing,
} from "../../validation/operations/catalogs.ts";
import { type Changed, done, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { requireOwnOrganization, type Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { type FoundCatalog, findCatalog, findSubscription, lockCatalogToChange } from "../locks/catalogs.ts";
import { lockCatalogs } from "../locks/rows.ts";
import { type SkippedTemplate, skipTemplate } from "../reading/template-obstacle.ts";
import { changeEstate } from "./change-estate.ts";
import { findWholeTemplates } from "./received-templates.ts";

type Catalog = Rows["Catalog"];

export interface CatalogPublication {
  readonly catalog: Catalog;
  /** The templates that its subscribers will not receive, by name. */
  readonly withheld: readonly SkippedTemplate[];
}

/** Lets other catalogs subscribe to it. */
export function publishCatalog(scope: Scope, db: Database, catalogId: string): Promise<Changed<CatalogPublication>> {
  const change = {
    mutation: "publishCatalog",
    object: { type: "Catalog", id: catalogId },
    input: { catalogId },
  } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    const catalog = await lockCatalogToChange(scope, transaction, catalogId, "publish");
    const refusal = refusedIf(refusePublishing(await findSharing(transaction, catalog)), ["catalogId"]);
    if (refusal) return refusal;
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
      const { published } = catalog.row;
      const refusal = refusedIf(refuseUnpublishing({ name: catalog.name, published }), ["catalogId"]);
      if (refusal) return refusal;
      return done(await setPublished(transaction, catalog.row, false));
    },
  );
}

/** Makes a catalog receive what another one publishes: from its next synchronisation on. */
export function subscribeCatalog(
  scope: Scope,
  db: Database,
  input: { readonly catalogId: string; readonly publisherId: string },
): Promise<Changed<Catalog>> {
  const { catalogId, publisherId } = input;
  const change = { mutation: "subscribeCatalog", object: { type: "Catalog", id: catalogId }, input } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    await lockCatalogs(transaction, [catalogId, publisherId], "update");
    const catalog = await findCatalog(scope, transaction, catalogId, "catalogId");
    const publisher = await findCatalog(scope, transaction, publisherId, "publisherId");
    requireOwnOrganization(scope, catalog.row.organizationId, `subscribe catalog ${catalog.name}`);
    const sharing = { ...(await findSharing(transaction, catalog)), ...(await countDependents(transaction, catalog)) };
    const refusal =
      refusedIf(refuseSubscriber(sharing), ["catalogId"]) ??
      refusedIf(refusePublisher(await findSharing(transaction, publisher)), ["publisherId"]);
    if (refusal) return refusal;
    await transaction.insert(catalogSubscriptions).values({ catalogId, publisherId });
    return done(catalog.row);
  });
}

async function setPublished(transaction: Transaction, catalog: Catalog, published: boolean): Promise<Catalog> {
  const [row] = await transaction.update(catalogs).set({ published }).where(eq(catalogs.id, catalog.id)).returning();
  return row ?? catalog;
}

/** Whoever asks has the catalog's row locked. */
async function findSharing(transaction: Transaction, { row, name }: FoundCatalog) {
  const subscribed = (await findSubscription(transaction, row.id)) !== null;
  return { name, published: row.published, subscribed };
}

async function countDependents(transaction: Transaction, { row: { id } }: FoundCatalog) {
  return {
    subscribers: await transaction.$count(catalogSubscriptions, eq(catalogSubscriptions.publisherId, id)),
    templates: await transaction.$count(vappTemplates, eq(vappTemplates.catalogId, id)),
  };
}
