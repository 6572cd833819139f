import { and, eq } from "drizzle-orm";
import { vapps, vdcs } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";

/** Where a VM is to go: into a VDC, standalone or in a vApp of it. */
export interface Destination {
  readonly vdcId: string;
  readonly vcenterId: string;
  readonly vapp: { readonly id: string; readonly name: string } | null;
}

/** The destination that a request names: a VDC, or a vApp, which is in one. */
export async function findDestination(
  scope: Scope,
  connection: Connection,
  named: { readonly vdcId: string | null; readonly vappId: string | null },
): Promise<Destination> {
  invariant((named.vdcId === null) !== (named.vappId === null), "a destination is a VDC or a vApp");
  if (named.vappId !== null) return findVapp(scope, connection, named.vappId);
  invariant(named.vdcId !== null, "a destination is a VDC or a vApp");
  return findVdc(scope, connection, named.vdcId);
}

export async function findVdc(scope: Scope, connection: Connection, vdcId: string): Promise<Destination> {
  const [vdc] = await connection
    .select({ vdcId: vdcs.id, vcenterId: vdcs.vcenterId })
    .from(vdcs)
    .where(and(eq(vdcs.id, vdcId), visibleTo(scope, "Vdc")));
  if (!vdc) throw vdcNotFound();
  return { ...vdc, vapp: null };
}

export const vdcNotFound = () => new Refusal("NOT_FOUND", "vdcId: there is no VDC with this id.");

export async function findVapp(
  scope: Scope,
  connection: Connection,
  vappId: string,
): Promise<Destination & { readonly vapp: { readonly id: string; readonly name: string } }> {
  const [vapp] = await connection
    .select({ vdcId: vapps.vdcId, vcenterId: vdcs.vcenterId, vapp: { id: vapps.id, name: vapps.name } })
    .from(vapps)
    .innerJoin(vdcs, eq(vdcs.id, vapps.vdcId))
    .where(and(eq(vapps.id, vappId), visibleTo(scope, "Vapp")));
  if (!vapp) throw new Refusal("NOT_FOUND", "vappId: there is no vApp with this id.");
  return vapp;
}
