import { sql } from "drizzle-orm";
import type { Database } from "../../src/inventory/database/database.ts";

/** All that workflows change. */
const TABLES = [
  "vapps",
  "vms",
  "vm_datastores",
  "vapp_templates",
  "template_vms",
  "template_vm_datastores",
  "unmanaged_vapps",
  "unmanaged_vms",
  "unmanaged_vm_datastores",
  "task_exports",
];

/** Every row of what workflows change, to be compared with those of another moment. */
export async function listInventoryRows(db: Database): Promise<Record<string, unknown>> {
  const selects = TABLES.map((table) => `select '${table}' as name, to_jsonb(${table}) as row from ${table}`);
  const { rows } = await db.execute<{ name: string; rows: unknown }>(
    sql.raw(
      `select name, jsonb_agg(row order by row) as rows from (${selects.join(" union all ")}) as t group by name`,
    ),
  );
  return Object.fromEntries(rows.map(({ name, rows: ofTable }) => [name, ofTable]));
}
