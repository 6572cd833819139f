import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { vcenterFaults, vcenters } from "../../../schema/tables/index.ts";
import type { Workflow } from "../../validation/vocabulary.ts";
import type { Connection } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import type { Reader } from "./reader.ts";

export type VCenterFaultRow = typeof vcenterFaults.$inferSelect;

/** A fault, and whose. */
export interface VCenterFault extends VCenterFaultRow {
  readonly vcenterName: string;
}

/** For who may see the vCenter; the oldest first. */
export async function findFaultsOfVCenter(reader: Reader, vcenterId: string): Promise<VCenterFaultRow[]> {
  const loader = reader.loader("faults of vCenter", async (ids) => {
    const rows = await reader.db
      .select()
      .from(vcenterFaults)
      .where(inArray(vcenterFaults.vcenterId, [...ids]))
      .orderBy(vcenterFaults.id);
    return groupBy(rows, (row) => row.vcenterId);
  });
  return (await loader.load(vcenterId)) ?? [];
}

/** The faults that an operation of a workflow meets on the vCenters concerned, the oldest first. */
export async function findFaultsOfOperation(
  connection: Connection,
  vcenterIds: readonly string[],
  workflow: Workflow,
): Promise<VCenterFault[]> {
  const rows = await connection
    .select({ fault: vcenterFaults, vcenterName: vcenters.name })
    .from(vcenterFaults)
    .innerJoin(vcenters, eq(vcenters.id, vcenterFaults.vcenterId))
    .where(
      and(
        sql`${vcenterFaults.vcenterId} = any(${sql.param(vcenterIds)}::uuid[])`,
        or(isNull(vcenterFaults.workflow), eq(vcenterFaults.workflow, workflow)),
      ),
    )
    .orderBy(vcenterFaults.id);
  return rows.map(({ fault, vcenterName }) => ({ ...fault, vcenterName }));
}
