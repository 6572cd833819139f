import { eq, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  catalogSubscriptions,
  catalogs,
  clusters,
  organizations,
  templateVmDatastores,
  templateVms,
  vapps,
  vappTemplates,
  vcenters,
  vdcs,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import type { EstateCatalog, EstateTemplate, EstateVm } from "../../formats/estate-schema.ts";
import type { Transaction } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import { datastoreNamesOf, hardwareColumnsOf, onlyKnown, writeMachine } from "./export-rows.ts";

/** Qualified always: another organization may have a VDC or a catalog of the same name, now or later. */
const qualified = (organization: PgColumn, name: PgColumn) => sql<string>`${organization} || '/' || ${name}`;
const vdcInFull = qualified(organizations.name, vdcs.name);

export function exportOrganizations(transaction: Transaction) {
  return transaction.select({ name: organizations.name }).from(organizations).orderBy(organizations.name);
}

export async function exportVdcs(transaction: Transaction) {
  const rows = await transaction
    .select({
      name: vdcs.name,
      organization: organizations.name,
      vcenter: vcenters.name,
      cluster: clusters.name,
      fastProvisioning: vdcs.fastProvisioning,
    })
    .from(vdcs)
    .innerJoin(organizations, eq(organizations.id, vdcs.organizationId))
    .innerJoin(vcenters, eq(vcenters.id, vdcs.vcenterId))
    .innerJoin(clusters, eq(clusters.id, vdcs.clusterId))
    .orderBy(organizations.name, vdcs.name);
  return rows.map(({ fastProvisioning, ...vdc }) => ({ ...vdc, ...(fastProvisioning && { fastProvisioning }) }));
}

export function exportVapps(transaction: Transaction) {
  return transaction
    .select({ name: vapps.name, vdc: vdcInFull })
    .from(vapps)
    .innerJoin(vdcs, eq(vdcs.id, vapps.vdcId))
    .innerJoin(organizations, eq(organizations.id, vdcs.organizationId))
    .orderBy(organizations.name, vdcs.name, vapps.name);
}

export async function exportVms(transaction: Transaction): Promise<EstateVm[]> {
  const rows = await transaction
    .select({
      name: vms.name,
      vdc: vdcInFull,
      vapp: vapps.name,
      linkedClone: vms.linkedClone,
      ...hardwareColumnsOf(vms),
      powerState: vms.powerState,
      snapshotCount: vms.snapshotCount,
      datastores: datastoreNamesOf(vms.id, vmDatastores.vmId, vmDatastores.datastoreId),
    })
    .from(vms)
    .innerJoin(vdcs, eq(vdcs.id, vms.vdcId))
    .innerJoin(organizations, eq(organizations.id, vdcs.organizationId))
    .leftJoin(vapps, eq(vapps.id, vms.vappId))
    .orderBy(organizations.name, vdcs.name, vapps.name, vms.name);
  return rows.map((row) => ({
    name: row.name,
    vdc: row.vdc,
    ...onlyKnown({ vapp: row.vapp }),
    ...(row.linkedClone && { linkedClone: true }),
    ...writeMachine(row),
  }));
}

export async function exportCatalogs(transaction: Transaction): Promise<EstateCatalog[]> {
  const templates = await exportTemplates(transaction);
  const vdcOrganizations = alias(organizations, "vdc_organizations");
  const rows = await transaction
    .select({
      id: catalogs.id,
      name: catalogs.name,
      organization: organizations.name,
      vdc: qualified(vdcOrganizations.name, vdcs.name),
      published: catalogs.published,
    })
    .from(catalogs)
    .innerJoin(organizations, eq(organizations.id, catalogs.organizationId))
    .innerJoin(vdcs, eq(vdcs.id, catalogs.vdcId))
    .innerJoin(vdcOrganizations, eq(vdcOrganizations.id, vdcs.organizationId))
    .orderBy(organizations.name, catalogs.name);
  return rows.map(({ id, ...catalog }) => ({ ...catalog, templates: templates.get(id) ?? [] }));
}

/** By catalog. */
async function exportTemplates(transaction: Transaction): Promise<Map<string, EstateTemplate[]>> {
  const machines = await transaction
    .select({
      templateId: templateVms.templateId,
      name: templateVms.name,
      ...hardwareColumnsOf(templateVms),
      datastores: datastoreNamesOf(templateVms.id, templateVmDatastores.templateVmId, templateVmDatastores.datastoreId),
    })
    .from(templateVms)
    .orderBy(templateVms.name);
  const machinesOf = groupBy(machines, (machine) => machine.templateId);
  const rows = await transaction.select().from(vappTemplates).orderBy(vappTemplates.name);
  const templates = groupBy(rows, (row) => row.catalogId);
  return new Map(
    [...templates].map(([catalogId, inside]) => [
      catalogId,
      inside.map(({ id, name, tpmProvisioning }) => ({
        name,
        ...onlyKnown({ tpmProvisioning }),
        vms: (machinesOf.get(id) ?? []).map((row) => ({ name: row.name, ...writeMachine(row) })),
      })),
    ]),
  );
}

export function exportSubscriptions(transaction: Transaction) {
  const publishers = alias(catalogs, "publishers");
  const publisherOrganizations = alias(organizations, "publisher_organizations");
  return transaction
    .select({
      catalog: qualified(organizations.name, catalogs.name),
      publisher: qualified(publisherOrganizations.name, publishers.name),
    })
    .from(catalogSubscriptions)
    .innerJoin(catalogs, eq(catalogs.id, catalogSubscriptions.catalogId))
    .innerJoin(organizations, eq(organizations.id, catalogs.organizationId))
    .innerJoin(publishers, eq(publishers.id, catalogSubscriptions.publisherId))
    .innerJoin(publisherOrganizations, eq(publisherOrganizations.id, publishers.organizationId))
    .orderBy(organizations.name, catalogs.name);
}
