import { sql } from "drizzle-orm";
import type { Database } from "../../../src/inventory/database/database.ts";
import type { Random } from "./random.ts";

/** What is there to ask for, as it was seen a moment ago: some of it is gone by the time that it is asked for. */
export interface Sighting {
  readonly organizations: readonly string[];
  readonly vcenters: readonly { readonly id: string; readonly clusters: readonly string[] }[];
  readonly vdcs: readonly string[];
  readonly volumes: readonly string[];
  readonly catalogs: readonly string[];
  readonly subscribedCatalogs: readonly string[];
  readonly vapps: readonly string[];
  readonly vms: readonly string[];
  readonly templates: readonly { readonly id: string; readonly vms: readonly string[] }[];
  readonly unmanagedVapps: readonly string[];
  readonly unmanagedVms: readonly string[];
  readonly unfinishedTasks: readonly string[];
}

const ids = (table: string) => sql.raw(`array(select id from ${table} order by id)`);

/** One statement; of tasks those that are not finished. */
export async function look(db: Database): Promise<Sighting> {
  const { rows } = await db.execute<{ sighting: Sighting }>(sql`
    select json_build_object(
      'organizations', ${ids("organizations")},
      'vcenters', (select json_agg(json_build_object(
        'id', id, 'clusters', array(select id from clusters where vcenter_id = vcenters.id)) order by id) from vcenters),
      'vdcs', ${ids("vdcs")},
      'volumes', ${ids("storage_volumes")},
      'catalogs', ${ids("catalogs")},
      'subscribedCatalogs', array(select catalog_id from catalog_subscriptions order by catalog_id),
      'vapps', ${ids("vapps")},
      'vms', ${ids("vms")},
      'templates', (select coalesce(json_agg(json_build_object(
        'id', id, 'vms', array(select id from template_vms where template_id = vapp_templates.id)) order by id), '[]')
        from vapp_templates),
      'unmanagedVapps', ${ids("unmanaged_vapps")},
      'unmanagedVms', ${ids("unmanaged_vms")},
      'unfinishedTasks', array(select id from tasks where status in ('QUEUED', 'RUNNING') order by id)
    ) as sighting`);
  const [row] = rows;
  if (!row) throw new Error("a select without from has a row");
  return row.sighting;
}

/** As though there were but one machine of each kind, so that whatever is asked for is about that one. */
export function narrow(random: Random, sighting: Sighting): Sighting {
  const one = <T>(all: readonly T[]): T[] => all.slice(random.below(all.length)).slice(0, 1);
  return {
    ...sighting,
    vapps: one(sighting.vapps),
    vms: one(sighting.vms),
    templates: one(sighting.templates),
    unmanagedVapps: one(sighting.unmanagedVapps),
    unmanagedVms: one(sighting.unmanagedVms),
  };
}
