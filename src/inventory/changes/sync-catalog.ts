import { eq, inArray } from "drizzle-orm";
import { catalogSubscriptions, vappTemplates, vcenters, vdcs } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { refuseUnsubscribed } from "../../validation/operations/catalogs.ts";
import { refuseUnlessConnected } from "../../validation/operations/vcenters.ts";
import { type Changed, done, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { requireOwnOrganization, type Scope } from "../access/scope.ts";
import type { Connection, Database, Transaction } from "../database/database.ts";
import { type FoundCatalog, findCatalog, findSubscription, getPublisher } from "../locks/catalogs.ts";
import { lockCatalogs, lockVappTemplates, lockVCenters, lockVdcs } from "../locks/rows.ts";
import { lockStably } from "../locks/stably.ts";
import { findMountedDatastores } from "../machines/write-vm-files.ts";
import { type SkippedTemplate, skipTemplate } from "../reading/template-obstacle.ts";
import { changeEstate } from "./change-estate.ts";
import {
  dropTemplates,
  findWholeTemplates,
  isUpToDate,
  receiveTemplate,
  updateReceived,
  type WholeTemplate,
} from "./received-templates.ts";

export interface CatalogSync {
  readonly catalog: Rows["Catalog"];
  /** All that it has of the publisher's now, by name. */
  readonly synced: readonly Rows["VappTemplate"][];
  readonly skipped: readonly SkippedTemplate[];
}

/**
 * Brings a subscribed catalog up to what its publisher has now: what carries TPM state is skipped, what
 * changed is updated, what is new is added, and what the publisher no longer has or publishes is dropped.
 */
export function syncCatalog(scope: Scope, db: Database, catalogId: string): Promise<Changed<CatalogSync>> {
  const change = { mutation: "syncCatalog", object: { type: "Catalog", id: catalogId }, input: { catalogId } } as const;
  return changeEstate(scope, db, change, async (transaction) => {
    const publisherId = await lockToSync(scope, transaction, catalogId);
    const catalog = await findCatalog(scope, transaction, catalogId, "catalogId");
    requireOwnOrganization(scope, catalog.row.organizationId, `synchronise catalog ${catalog.name}`);
    const sharing = { name: catalog.name, subscribed: publisherId !== null };
    const unsubscribed = refusedIf(refuseUnsubscribed(sharing), ["catalogId"]);
    if (unsubscribed) return unsubscribed;
    invariant(publisherId, "a subscribed catalog has a publisher");
    const publisher = await getPublisher(transaction, publisherId);
    const refusal = await refuseSync(transaction, catalog, publisher);
    if (refusal) return refusal;
    const skipped = await receive(transaction, catalog, publisher);
    const subscription = eq(catalogSubscriptions.catalogId, catalogId);
    await transaction.update(catalogSubscriptions).set({ lastSyncedAt: new Date() }).where(subscription);
    const synced = await findWholeTemplates(transaction, catalogId);
    return done({ catalog: catalog.row, synced: synced.map(({ row }) => row), skipped });
  });
}

/** Both catalogs with what they have stand still. @returns the publisher; null where there is none. */
async function lockToSync(scope: Scope, transaction: Transaction, catalogId: string): Promise<string | null> {
  const { publisherId } = await lockStably(
    transaction,
    (connection) => findWhatToLock(scope, connection, catalogId),
    async (locking, { vcenterIds, vdcIds, catalogIds, receivedIds }) => {
      await lockVCenters(locking, vcenterIds, "share");
      await lockVdcs(locking, vdcIds, "share");
      await lockCatalogs(locking, catalogIds, "update");
      await lockVappTemplates(locking, receivedIds, "update");
    },
  );
  return publisherId;
}

async function findWhatToLock(scope: Scope, connection: Connection, catalogId: string) {
  const { row } = await findCatalog(scope, connection, catalogId, "catalogId");
  const publisherId = (await findSubscription(connection, catalogId))?.publisherId ?? null;
  const publisher = publisherId === null ? null : (await getPublisher(connection, publisherId)).row;
  const received = await connection
    .select({ id: vappTemplates.id })
    .from(vappTemplates)
    .where(eq(vappTemplates.catalogId, catalogId))
    .orderBy(vappTemplates.id);
  const concerned = publisher === null ? [row] : [row, publisher];
  return {
    publisherId,
    vcenterIds: [...new Set(concerned.map(({ vcenterId }) => vcenterId))],
    vdcIds: [...new Set(concerned.map(({ vdcId }) => vdcId))],
    catalogIds: concerned.map(({ id }) => id),
    receivedIds: received.map(({ id }) => id),
  };
}

/** Neither a vCenter that cannot send nor one that cannot store does any of it. */
async function refuseSync(transaction: Transaction, catalog: FoundCatalog, publisher: FoundCatalog) {
  const concerned = await transaction
    .select()
    .from(vcenters)
    .where(inArray(vcenters.id, [catalog.row.vcenterId, publisher.row.vcenterId]))
    .orderBy(vcenters.name);
  return refusedIf(refuseUnlessConnected(concerned), null);
}

/** Drops first, for a new template may have the name of one that is gone. @returns what was skipped. */
async function receive(
  transaction: Transaction,
  { row: { id: catalogId, vcenterId, vdcId } }: FoundCatalog,
  publisher: FoundCatalog,
): Promise<SkippedTemplate[]> {
  // A catalog that is unpublished has withdrawn all that it had.
  const published = publisher.row.published ? await findWholeTemplates(transaction, publisher.row.id) : [];
  const skipped = published.flatMap(({ row, vms }) => skipTemplate(row, vms));
  const syncable = published.filter(({ row }) => !skipped.some(({ template }) => template.id === row.id));
  const received = await findWholeTemplates(transaction, catalogId);
  const sources = new Map(syncable.map((template) => [template.row.id, template]));
  const sourceOf = ({ row }: WholeTemplate) => sources.get(row.syncedFromTemplateId ?? "");
  const [vdc] = await transaction.select({ clusterId: vdcs.clusterId }).from(vdcs).where(eq(vdcs.id, vdcId));
  invariant(vdc, "the VDC that a catalog refers to is there");
  const [datastore] = await findMountedDatastores(transaction, vdc.clusterId);
  const receiver = { catalogId, vcenterId, datastoreId: datastore?.id ?? null };

  await dropTemplates(
    transaction,
    received.filter((template) => sourceOf(template) === undefined),
  );
  for (const template of received) {
    const source = sourceOf(template);
    if (source && !isUpToDate(template, source)) await updateReceived(transaction, receiver, template, source);
  }
  const had = new Set(received.map(({ row }) => row.syncedFromTemplateId));
  for (const template of syncable) {
    if (!had.has(template.row.id)) await receiveTemplate(transaction, receiver, template);
  }
  return skipped;
}
