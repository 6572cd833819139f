import { and, eq, type SQL } from "drizzle-orm";
import { catalogSubscriptions, catalogs, organizations, vappTemplates, vdcs } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import { requireOwnOrganization, type Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection, Transaction } from "../database/database.ts";
import { lockCatalogs, lockVappTemplates, lockVCenters, lockVdcs } from "./rows.ts";
import { lockStably } from "./stably.ts";

/** A catalog, and what is said of it in words. */
export interface FoundCatalog {
  readonly row: Rows["Catalog"];
  /** As `organization/catalog`. */
  readonly name: string;
}

/** @throws Refusal NOT_FOUND where there is none, or none that the scope may see. */
export async function findCatalog(
  scope: Scope,
  connection: Connection,
  catalogId: string,
  argument: string,
): Promise<FoundCatalog> {
  const found = await selectCatalog(connection, catalogId, visibleTo(scope, "Catalog"));
  if (!found) throw new Refusal("NOT_FOUND", `input.${argument}: there is no catalog with this id.`);
  return found;
}

/** What a catalog is subscribed to is known to it, published or not. */
export async function getPublisher(connection: Connection, publisherId: string): Promise<FoundCatalog> {
  const found = await selectCatalog(connection, publisherId);
  invariant(found, "the publisher that a subscription refers to is there");
  return found;
}

async function selectCatalog(connection: Connection, catalogId: string, visible?: SQL): Promise<FoundCatalog | null> {
  const [found] = await connection
    .select({ row: catalogs, organization: organizations.name })
    .from(catalogs)
    .innerJoin(organizations, eq(organizations.id, catalogs.organizationId))
    .where(and(eq(catalogs.id, catalogId), visible));
  return found ? { row: found.row, name: `${found.organization}/${found.row.name}` } : null;
}

/**
 * A catalog of one's own, locked for whoever publishes, subscribes or synchronises it.
 *
 * @throws Refusal NOT_FOUND, or FORBIDDEN for another organization's.
 */
export async function lockCatalogToChange(
  scope: Scope,
  transaction: Transaction,
  catalogId: string,
  action: string,
): Promise<FoundCatalog> {
  await lockCatalogs(transaction, [catalogId], "update");
  const catalog = await findCatalog(scope, transaction, catalogId, "catalogId");
  requireOwnOrganization(scope, catalog.row.organizationId, `${action} catalog ${catalog.name}`);
  return catalog;
}

/** What a catalog is subscribed to. */
export async function findSubscription(connection: Connection, catalogId: string) {
  const [subscription] = await connection
    .select()
    .from(catalogSubscriptions)
    .where(eq(catalogSubscriptions.catalogId, catalogId));
  return subscription ?? null;
}

/** A template with all that its change or its deletion concerns. */
export interface LockedTemplate {
  readonly row: Rows["VappTemplate"];
  readonly catalog: FoundCatalog;
  readonly clusterId: string;
}

/**
 * A template, locked for whoever changes or deletes it, with those that subscribers have received of it,
 * into which Postgres writes when it is deleted.
 *
 * @throws Refusal NOT_FOUND, or FORBIDDEN for one of another organization's catalog.
 */
export async function lockTemplateToChange(
  scope: Scope,
  transaction: Transaction,
  templateId: string,
  action: string,
): Promise<LockedTemplate> {
  const { catalogId, clusterId } = await lockStably(
    transaction,
    (connection) => findPlaceOfTemplate(scope, connection, templateId),
    async (locking, found) => {
      await lockVCenters(locking, [found.vcenterId], "share");
      await lockVdcs(locking, [found.vdcId], "share");
      await lockCatalogs(locking, [found.catalogId], "share");
      await lockVappTemplates(locking, [templateId, ...found.receivedIds], "update");
    },
  );
  const [row] = await transaction.select().from(vappTemplates).where(eq(vappTemplates.id, templateId));
  const catalog = await findCatalog(scope, transaction, catalogId, "templateId");
  if (!row) throw templateNotFound();
  requireOwnOrganization(scope, catalog.row.organizationId, `${action} vApp template ${row.name} of ${catalog.name}`);
  return { row, catalog, clusterId };
}

async function findPlaceOfTemplate(scope: Scope, connection: Connection, templateId: string) {
  const [place] = await connection
    .select({ catalogId: catalogs.id, vdcId: vdcs.id, vcenterId: vdcs.vcenterId, clusterId: vdcs.clusterId })
    .from(vappTemplates)
    .innerJoin(catalogs, eq(catalogs.id, vappTemplates.catalogId))
    .innerJoin(vdcs, eq(vdcs.id, catalogs.vdcId))
    .where(and(eq(vappTemplates.id, templateId), visibleTo(scope, "VappTemplate")));
  if (!place) throw templateNotFound();
  const received = await connection
    .select({ id: vappTemplates.id })
    .from(vappTemplates)
    .where(eq(vappTemplates.syncedFromTemplateId, templateId))
    .orderBy(vappTemplates.id);
  return { ...place, receivedIds: received.map(({ id }) => id) };
}

const templateNotFound = () => new Refusal("NOT_FOUND", "input.templateId: there is no vApp template with this id.");
