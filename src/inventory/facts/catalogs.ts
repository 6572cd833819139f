import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { catalogSubscriptions, catalogs, organizations, vappTemplates } from "../../../schema/tables/index.ts";
import type { TemplateFacts } from "../../validation/facts.ts";
import { Refusal } from "../access/refusal.ts";
import { requireOwnOrganization, type Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";

/** Where a catalog keeps its templates. */
export interface CatalogPlace {
  readonly catalogId: string;
  readonly vdcId: string;
  readonly vcenterId: string;
  /** A template is in no vApp. */
  readonly vapp: null;
}

const publishers = alias(catalogs, "publishers");
const publisherOrganizations = alias(organizations, "publisher_organizations");

/** The catalog that a new template is to be in: one's own, that is subscribed to no other. */
export async function findCatalogToFill(
  scope: Scope,
  connection: Connection,
  catalogId: string,
): Promise<CatalogPlace> {
  const [catalog] = await connection
    .select({
      vdcId: catalogs.vdcId,
      vcenterId: catalogs.vcenterId,
      organizationId: catalogs.organizationId,
      organization: organizations.name,
      name: catalogs.name,
      publisherOrganization: publisherOrganizations.name,
      publisher: publishers.name,
    })
    .from(catalogs)
    .innerJoin(organizations, eq(organizations.id, catalogs.organizationId))
    .leftJoin(catalogSubscriptions, eq(catalogSubscriptions.catalogId, catalogs.id))
    .leftJoin(publishers, eq(publishers.id, catalogSubscriptions.publisherId))
    .leftJoin(publisherOrganizations, eq(publisherOrganizations.id, publishers.organizationId))
    .where(and(eq(catalogs.id, catalogId), visibleTo(scope, "Catalog")));
  if (!catalog) throw new Refusal("NOT_FOUND", "catalogId: there is no catalog with this id.");
  const { vdcId, vcenterId, organizationId, organization, name, publisherOrganization, publisher } = catalog;
  requireOwnOrganization(scope, organizationId, `add templates to catalog ${organization}/${name}`);
  if (publisher !== null) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `catalogId: found catalog ${organization}/${name}, which is subscribed to ${publisherOrganization}/${publisher} and has the templates that it receives from there alone; expected one that is not subscribed.`,
    );
  }
  return { catalogId, vdcId, vcenterId, vapp: null };
}

/** A template, and the place of its catalog, where it is stored. */
export interface FoundTemplate extends CatalogPlace {
  readonly id: string;
  readonly template: TemplateFacts;
  readonly organizationId: string;
  readonly catalogName: string;
  /** The catalog that its own is subscribed to; null where it is not subscribed. */
  readonly publisherId: string | null;
}

export async function findTemplate(scope: Scope, connection: Connection, templateId: string): Promise<FoundTemplate> {
  const [found] = await connection
    .select({
      id: vappTemplates.id,
      template: { name: vappTemplates.name, tpmProvisioning: vappTemplates.tpmProvisioning },
      catalogId: catalogs.id,
      catalogName: catalogs.name,
      publisherId: catalogSubscriptions.publisherId,
      organizationId: catalogs.organizationId,
      vdcId: catalogs.vdcId,
      vcenterId: catalogs.vcenterId,
    })
    .from(vappTemplates)
    .innerJoin(catalogs, eq(catalogs.id, vappTemplates.catalogId))
    .leftJoin(catalogSubscriptions, eq(catalogSubscriptions.catalogId, catalogs.id))
    .where(and(eq(vappTemplates.id, templateId), visibleTo(scope, "VappTemplate")));
  if (!found) throw new Refusal("NOT_FOUND", "templateId: there is no vApp template with this id.");
  return { ...found, vapp: null };
}

/** A template that leaves its catalog, which only the catalog's own organization may have it do. */
export async function findTemplateToMove(
  scope: Scope,
  connection: Connection,
  templateId: string,
): Promise<FoundTemplate> {
  const found = await findTemplate(scope, connection, templateId);
  requireOwnOrganization(scope, found.organizationId, `move vApp template ${found.template.name}`);
  if (found.publisherId !== null) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `templateId: found vApp template ${found.template.name} of catalog ${found.catalogName}, which is subscribed, so that its templates come and go with their publisher's; expected one of a catalog that is not subscribed.`,
    );
  }
  return found;
}
