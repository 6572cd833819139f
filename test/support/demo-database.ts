import { and, eq } from "drizzle-orm";
import { templateVms, vappTemplates } from "../../schema/tables/index.ts";
import { type EntityName, entities } from "../../src/inventory/access/entities.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import type { Database } from "../../src/inventory/database/database.ts";
import { importEstate } from "../../src/inventory/estate-file/import-estate.ts";
import { openTestDatabase } from "../tasks/world.ts";
import { type EstateOfTest, readDemoEstate } from "./demo-estate.ts";

/** A database of the test file's own with an estate in it: the demo estate, unless another is given. */
export async function openEstateDatabase(estate?: EstateOfTest) {
  const { db, url } = await openTestDatabase();
  await importEstate(providerAdministrator, db, estate ?? (await readDemoEstate()), { replace: false });
  return {
    db,
    url,
    idOf: (entity: EntityName, name: string) => findId(db, entity, name),
    idOfTemplateVm: (template: string, name: string) => findTemplateVmId(db, template, name),
  };
}

/** The id of the one object of a kind that has a name. */
async function findId(db: Database, entity: EntityName, name: string): Promise<string> {
  const { table, columns } = entities[entity];
  if (!columns.name) throw new Error(`${entity} has no name`);
  const found = await db.select({ id: table.id }).from(table).where(eq(columns.name, name));
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`there are ${found.length} of ${entity} ${name}`);
  return String(one.id);
}

async function findTemplateVmId(db: Database, template: string, name: string): Promise<string> {
  const [one] = await db
    .select({ id: templateVms.id })
    .from(templateVms)
    .innerJoin(vappTemplates, eq(vappTemplates.id, templateVms.templateId))
    .where(and(eq(vappTemplates.name, template), eq(templateVms.name, name)));
  if (!one) throw new Error(`there is no VM ${name} of template ${template}`);
  return one.id;
}
