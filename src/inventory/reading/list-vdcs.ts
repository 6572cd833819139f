import { and, asc } from "drizzle-orm";
import { vdcs } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { compileFilter, type Filter } from "./filter.ts";

/** Every VDC that somebody may see, by name: VDCs are counted in hundreds, and a placement asks of each. */
export function listVdcs(scope: Scope, connection: Connection, filter: Filter): Promise<Rows["Vdc"][]> {
  return connection
    .select()
    .from(vdcs)
    .where(and(visibleTo(scope, "Vdc"), compileFilter(scope, "Vdc", filter)))
    .orderBy(asc(vdcs.name), asc(vdcs.id));
}
