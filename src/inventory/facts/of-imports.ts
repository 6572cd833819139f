import { and, eq } from "drizzle-orm";
import { unmanagedVapps, unmanagedVms } from "../../../schema/tables/index.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { type FoundUnmanagedVm, findUnmanagedVms } from "./subjects.ts";

export async function findUnmanagedVm(
  scope: Scope,
  connection: Connection,
  unmanagedVmId: string,
): Promise<FoundUnmanagedVm> {
  const [vm] = await findUnmanagedVms(scope, connection, eq(unmanagedVms.id, unmanagedVmId));
  if (!vm) throw new Refusal("NOT_FOUND", "unmanagedVmId: there is no unmanaged VM with this id.");
  return vm;
}

export interface FoundUnmanagedVapp {
  readonly id: string;
  readonly name: string;
  readonly clusterId: string;
  readonly vcenterId: string;
  readonly members: readonly FoundUnmanagedVm[];
}

export async function findUnmanagedVapp(
  scope: Scope,
  connection: Connection,
  unmanagedVappId: string,
): Promise<FoundUnmanagedVapp> {
  const { id, name, clusterId, vcenterId } = unmanagedVapps;
  const [vapp] = await connection
    .select({ id, name, clusterId, vcenterId })
    .from(unmanagedVapps)
    .where(and(eq(unmanagedVapps.id, unmanagedVappId), visibleTo(scope, "UnmanagedVapp")));
  if (!vapp) throw new Refusal("NOT_FOUND", "unmanagedVappId: there is no unmanaged vApp with this id.");
  const members = await findUnmanagedVms(scope, connection, eq(unmanagedVms.unmanagedVappId, vapp.id));
  return { ...vapp, members };
}
