import { and, asc } from "drizzle-orm";
import { vdcs } from "../../schema/tables/index.ts";
import type { Connection } from "./database.ts";
import type { Rows } from "./entities.ts";
import { compileFilter, type Filter } from "./filter.ts";
import type { Scope } from "./scope.ts";
import { visibleTo } from "./visibility.ts";

/** Every VDC that somebody may see, by name: VDCs are counted in hundreds, and a placement asks of each. */
export function listVdcs(scope: Scope, connection: Connection, filter: Filter): Promise<Rows["Vdc"][]> {
  return connection
    .select()
    .from(vdcs)
    .where(and(visibleTo(scope, "Vdc"), compileFilter(scope, "Vdc", filter)))
    .orderBy(asc(vdcs.name), asc(vdcs.id));
}
