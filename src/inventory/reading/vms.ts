import { and, asc, inArray } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import { visibleTo } from "../access/visibility.ts";
import { groupBy } from "../database/group-by.ts";
import type { Reader } from "./reader.ts";

/** All VMs of a vApp, by name: what is done to a vApp is done to all of them. */
export async function findVmsOfVapp(reader: Reader, vappId: string): Promise<Rows["Vm"][]> {
  const loader = reader.loader("VMs of vApp", async (ids) => {
    const rows = await reader.db
      .select()
      .from(vms)
      .where(and(inArray(vms.vappId, [...ids]), visibleTo(reader.scope, "Vm")))
      .orderBy(asc(vms.name));
    return groupBy(rows, (row) => row.vappId ?? "");
  });
  return (await loader.load(vappId)) ?? [];
}
