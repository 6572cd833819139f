import { eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import {
  auditLog,
  catalogs,
  organizations,
  tasks,
  templateVms,
  vapps,
  vappTemplates,
  vdcs,
  vms,
} from "../../../schema/tables/index.ts";
import type { EntityName } from "./entities.ts";
import type { Scope } from "./scope.ts";

type Member = Extract<Scope, { kind: "organization-member" }>;

const query = new QueryBuilder();
const ownVdcs = (member: Member) =>
  query.select({ id: vdcs.id }).from(vdcs).where(eq(vdcs.organizationId, member.organizationId));
const ownOrPublished = (member: Member) =>
  or(eq(catalogs.organizationId, member.organizationId), eq(catalogs.published, true));
const readableTemplates = (member: Member) =>
  inArray(vappTemplates.catalogId, query.select({ id: catalogs.id }).from(catalogs).where(ownOrPublished(member)));

/** What a member of an organization sees; what is not named here is the provider's own infrastructure. */
const memberConditions: Partial<Record<EntityName, (member: Member) => SQL | undefined>> = {
  Organization: (member) => eq(organizations.id, member.organizationId),
  Vdc: (member) => eq(vdcs.organizationId, member.organizationId),
  Vapp: (member) => inArray(vapps.vdcId, ownVdcs(member)),
  Vm: (member) => inArray(vms.vdcId, ownVdcs(member)),
  Catalog: ownOrPublished,
  VappTemplate: readableTemplates,
  TemplateVm: (member) =>
    inArray(
      templateVms.templateId,
      query.select({ id: vappTemplates.id }).from(vappTemplates).where(readableTemplates(member)),
    ),
  Task: (member) => eq(tasks.requestedBy, member.actor),
  AuditEntry: (member) => eq(auditLog.actor, member.actor),
};

/** What of an entity somebody may see, as a condition; undefined is all of it. The one place that says so. */
export function visibleTo(scope: Scope, entity: EntityName): SQL | undefined {
  if (scope.kind === "provider-administrator") return undefined;
  const condition = memberConditions[entity];
  return condition ? condition(scope) : sql`false`;
}
