import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { vcenters, vcenterTrusts } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import { groupBy } from "../database/group-by.ts";
import type { Reader } from "./reader.ts";

export interface TrustRow {
  readonly vcenter: Rows["VCenter"];
  /** Null where it is not recorded. */
  readonly trusted: boolean | null;
}

/** Every other vCenter, by name, and whether the two trust each other. Whoever sees one vCenter sees all of them. */
export async function findTrustsOfVCenter(reader: Reader, vcenterId: string): Promise<TrustRow[]> {
  const one = alias(vcenters, "one");
  const loader = reader.loader("trusts of vCenter", async (ids) => {
    const rows = await reader.db
      .select({ of: one.id, vcenter: vcenters, trusted: vcenterTrusts.trusted })
      .from(one)
      .innerJoin(vcenters, ne(vcenters.id, one.id))
      .leftJoin(
        vcenterTrusts,
        and(
          eq(vcenterTrusts.vcenterId, sql`least(${one.id}, ${vcenters.id})`),
          eq(vcenterTrusts.otherVcenterId, sql`greatest(${one.id}, ${vcenters.id})`),
        ),
      )
      .where(inArray(one.id, [...ids]))
      .orderBy(asc(vcenters.name));
    return groupBy(rows, (row) => row.of);
  });
  return (await loader.load(vcenterId)) ?? [];
}
