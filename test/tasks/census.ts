import { sql } from "drizzle-orm";
import type { Database } from "../../src/inventory/database/database.ts";
import { identities } from "./every-workflow.ts";

/** What separates a vCenter's name from the world's. */
export const WORLD_MARK = "@";

/**
 * All machines and templates of each world, one line each, where worlds that are alike have the same
 * lines: vCenters without the mark of their world, TPM identities by the VM that had them first.
 */
export type Census = ReadonlyMap<string, readonly string[]>;

interface CountedRow extends Record<string, unknown> {
  readonly vcenter: string;
  readonly kind: string;
  readonly path: string;
  readonly id: string;
  readonly state: string;
  readonly identity: string | null;
}

export interface Counted {
  readonly census: Census;
  /** Of TPMs that tasks made, as often as they are there. */
  readonly newIdentities: readonly string[];
}

const ownerOfIdentity = new Map(Object.entries(identities).map(([name, identity]) => [identity, name]));

/** @param before The ids that were there before: whatever has none of them is new. */
export async function takeCensus(db: Database, before: ReadonlySet<string>): Promise<Counted> {
  const { rows } = await db.execute<CountedRow>(everything);
  const census = new Map<string, string[]>();
  for (const row of rows) {
    const [vcenter, world = ""] = row.vcenter.split(WORLD_MARK);
    const identity = row.identity && (ownerOfIdentity.get(row.identity) ?? "a new one");
    const age = before.has(row.id) ? "the same" : "new";
    const line = `${row.kind} ${vcenter} ${row.path}: ${age}, ${row.state}, TPM identity ${identity}`;
    census.set(world, [...(census.get(world) ?? []), line]);
  }
  for (const lines of census.values()) lines.sort();
  const newIdentities = rows.flatMap(({ identity }) => (identity && !ownerOfIdentity.has(identity) ? [identity] : []));
  return { census, newIdentities };
}

/** The ids of all that a census of one world would count. */
export async function listIdsOfWorld(db: Database, world: string): Promise<string[]> {
  const ofWorld = sql`split_part(vcenter, ${WORLD_MARK}, 2) = ${world}`;
  const { rows } = await db.execute<{ id: string }>(sql`select id from (${everything}) as counted where ${ofWorld}`);
  return rows.map(({ id }) => id);
}

const hardware = (table: string) =>
  `concat_ws(' ', ${table}.guest_id, ${table}.firmware, ${table}.hardware_version, ${table}.tpm_status,
    coalesce(${table}.key_provider_name, '-'))`;
const machine = (table: string) => `concat_ws(' ', ${hardware(table)}, ${table}.power_state, ${table}.snapshot_count)`;
const files = (link: string, owner: string, table: string) =>
  `' on ' || coalesce((select string_agg(d.name, '+' order by d.name) from ${link} l
    join datastores d on d.id = l.datastore_id where l.${owner} = ${table}.id), '-')`;

const everything = sql.raw(`
  select v.name as vcenter, 'vApp' as kind, concat_ws('/', vdcs.name, a.name) as path, a.id, '' as state, null as identity
  from vapps a join vdcs on vdcs.id = a.vdc_id join vcenters v on v.id = vdcs.vcenter_id
  union all
  select v.name, 'VM', concat_ws('/', vdcs.name, coalesce(a.name, '-'), m.name), m.id,
    ${machine("m")} || ${files("vm_datastores", "vm_id", "m")}, m.tpm_ek_sha256
  from vms m join vdcs on vdcs.id = m.vdc_id join vcenters v on v.id = m.vcenter_id left join vapps a on a.id = m.vapp_id
  union all
  select v.name, 'template', concat_ws('/', c.name, t.name), t.id, coalesce(t.tpm_provisioning::text, '-'), null
  from vapp_templates t join catalogs c on c.id = t.catalog_id join vcenters v on v.id = t.vcenter_id
  union all
  select v.name, 'VM of template', concat_ws('/', c.name, t.name, m.name), m.id,
    ${hardware("m")} || ${files("template_vm_datastores", "template_vm_id", "m")}, m.tpm_ek_sha256
  from template_vms m join vapp_templates t on t.id = m.template_id join catalogs c on c.id = t.catalog_id
    join vcenters v on v.id = m.vcenter_id
  union all
  select v.name, 'unmanaged vApp', a.name, a.id, '', null
  from unmanaged_vapps a join vcenters v on v.id = a.vcenter_id
  union all
  select v.name, 'unmanaged VM', concat_ws('/', coalesce(a.name, '-'), m.name), m.id,
    ${machine("m")} || ${files("unmanaged_vm_datastores", "unmanaged_vm_id", "m")}, m.tpm_ek_sha256
  from unmanaged_vms m join vcenters v on v.id = m.vcenter_id left join unmanaged_vapps a on a.id = m.unmanaged_vapp_id`);
