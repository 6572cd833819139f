import { and, eq, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  catalogSubscriptions,
  catalogs,
  clusters,
  kmsRegistrations,
  organizations,
  storageVolumes,
  unmanagedVms,
  vapps,
  vappTemplates,
  vcenters,
  vdcs,
  vms,
} from "../../../schema/tables/index.ts";
import { openDirectory } from "../../formats/estate-directory.ts";
import type { Estate } from "../../formats/estate-schema.ts";
import { Refusal } from "../access/refusal.ts";
import { requireProviderAdministrator, type Scope } from "../access/scope.ts";
import { recordCapabilities } from "../changes/record-capabilities.ts";
import type { Database, Transaction } from "../database/database.ts";
import { gatherPlaces } from "../facts/places.ts";
import { EstateRows } from "./import-rows.ts";
import { analyzeEstate, emptyEstate, insertEstateRows, lockEstate } from "./import-tables.ts";
import { type LaidOutVCenter, layOutVCenters } from "./import-vcenters.ts";
import { layOutOrganizations } from "./import-vdcs.ts";

/** How many objects of each kind were imported. */
export interface ImportSummary {
  readonly organizations: number;
  readonly vcenters: number;
  readonly clusters: number;
  readonly kmsRegistrations: number;
  readonly storageVolumes: number;
  readonly vdcs: number;
  readonly vapps: number;
  readonly vms: number;
  readonly unmanagedVms: number;
  readonly catalogs: number;
  readonly vappTemplates: number;
}

/**
 * Loads a checked estate into the database: all of it or nothing, in one transaction. With `replace` the
 * estate that was there is emptied first, and the tasks that were about it; the audit log stays.
 *
 * @throws Refusal where, without `replace`, objects of the same names are there already.
 */
export async function importEstate(
  scope: Scope,
  db: Database,
  estate: Estate,
  options: { readonly replace: boolean },
): Promise<ImportSummary> {
  requireProviderAdministrator(scope, "import an estate");
  const rows = new EstateRows();
  const layout = { estate, directory: openDirectory(estate), rows, importedAt: new Date() };
  const laidOutVCenters = layOutVCenters(layout);
  const vdcIds = layOutOrganizations(layout, laidOutVCenters);

  await db.transaction(async (transaction) => {
    await lockEstate(transaction);
    if (options.replace) await emptyEstate(transaction);
    else await refuseNamesakes(transaction, estate);
    await insertEstateRows(transaction, rows);
    await setDefaultKeyProviders(transaction, laidOutVCenters);
    await linkReceivedTemplates(transaction, rows);
    const places = await gatherPlaces(transaction, vdcIds);
    await recordCapabilities(transaction, places, "IMPORT", layout.importedAt);
    await analyzeEstate(transaction);
  });

  return countRows(rows);
}

/**
 * An estate file has the templates of a subscribed catalog like any others. Those that are named like one
 * of the publisher's have been received from there; any other is dropped when the catalog is synchronised.
 */
async function linkReceivedTemplates(transaction: Transaction, rows: EstateRows): Promise<void> {
  const subscriptions = rows.of(catalogSubscriptions) as readonly (typeof catalogSubscriptions.$inferInsert)[];
  const subscribed = subscriptions.map(({ catalogId }) => catalogId);
  const published = alias(vappTemplates, "published");
  const sources = transaction
    .select({ catalogId: catalogSubscriptions.catalogId, id: published.id, name: published.name })
    .from(catalogSubscriptions)
    .innerJoin(published, eq(published.catalogId, catalogSubscriptions.publisherId))
    .where(sql`${catalogSubscriptions.catalogId} = any(${sql.param(subscribed)}::uuid[])`)
    .as("source");
  await transaction
    .update(vappTemplates)
    .set({ syncedFromTemplateId: sources.id })
    .from(sources)
    .where(and(eq(vappTemplates.catalogId, sources.catalogId), eq(vappTemplates.name, sources.name)));
}

function countRows(rows: EstateRows): ImportSummary {
  return {
    organizations: rows.of(organizations).length,
    vcenters: rows.of(vcenters).length,
    clusters: rows.of(clusters).length,
    kmsRegistrations: rows.of(kmsRegistrations).length,
    storageVolumes: rows.of(storageVolumes).length,
    vdcs: rows.of(vdcs).length,
    vapps: rows.of(vapps).length,
    vms: rows.of(vms).length,
    unmanagedVms: rows.of(unmanagedVms).length,
    catalogs: rows.of(catalogs).length,
    vappTemplates: rows.of(vappTemplates).length,
  };
}

/** Only these can be there already: all else belongs to an organization or a vCenter of the file's own. */
async function refuseNamesakes(transaction: Transaction, estate: Estate): Promise<void> {
  const names = (objects: readonly { readonly name: string }[] | undefined) => (objects ?? []).map(({ name }) => name);
  const uuids = (estate.storageVolumes ?? []).flatMap(({ uuid }) => (uuid === undefined ? [] : [uuid]));
  const namesakes = [
    ...(await findTaken(transaction, "organization", organizations.name, names(estate.organizations))),
    ...(await findTaken(transaction, "storage volume", storageVolumes.name, names(estate.storageVolumes))),
    ...(await findTaken(transaction, "storage volume uuid", storageVolumes.uuid, uuids)),
    ...(await findTaken(transaction, "vCenter", vcenters.name, names(estate.vcenters))),
  ];
  if (namesakes.length === 0) return;
  const count = namesakes.length === 1 ? "1 name" : `${namesakes.length} names`;
  const advice = "rename them in the file, or replace the estate (import --replace)";
  throw new Refusal(
    "BAD_USER_INPUT",
    [
      ...namesakes.map((namesake) => `${namesake} is in the database already.`),
      `${count} taken; nothing was imported: ${advice}.`,
    ].join("\n"),
  );
}

async function findTaken(
  transaction: Transaction,
  kind: string,
  column: PgColumn,
  values: readonly string[],
): Promise<string[]> {
  const taken = await transaction
    .select({ value: column })
    .from(column.table)
    .where(sql`${column} = any(${sql.param(values)}::text[])`)
    .orderBy(column);
  return taken.map(({ value }) => `${kind} ${JSON.stringify(value)}`);
}

/** A vCenter and its default refer to each other, so that this comes when both are there. */
async function setDefaultKeyProviders(
  transaction: Transaction,
  laidOutVCenters: readonly LaidOutVCenter[],
): Promise<void> {
  for (const { id, defaultKeyProviderId } of laidOutVCenters) {
    if (defaultKeyProviderId === null) continue;
    await transaction.update(vcenters).set({ defaultKeyProviderId }).where(eq(vcenters.id, id));
  }
}
