import { and, eq } from "drizzle-orm";
import { vapps, vdcs, vms } from "../../../schema/tables/index.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { type Destination, findDestination, vdcNotFound } from "./destination.ts";
import { type FoundVm, findVms, vmColumns } from "./subjects.ts";

/** @throws Refusal NOT_FOUND where there is none, or none that the scope may see. */
export async function findVm(scope: Scope, connection: Connection, vmId: string): Promise<FoundVm> {
  const [vm] = await findVms(scope, connection, eq(vms.id, vmId));
  if (!vm) throw vmNotFound();
  return vm;
}

export interface VmOnItsWay {
  readonly vm: FoundVm;
  readonly destination: Destination;
}

/** A VM, and where it is to go: into a VDC, which takes one statement, or into a vApp. */
export async function findVmOnItsWay(
  scope: Scope,
  connection: Connection,
  request: { readonly vmId: string; readonly vdcId: string | null; readonly vappId: string | null },
): Promise<VmOnItsWay> {
  if (request.vdcId === null) {
    const vm = await findVm(scope, connection, request.vmId);
    return { vm, destination: await findDestination(scope, connection, request) };
  }
  const [found] = await connection
    .select({ ...vmColumns(), destinationVdcId: vdcs.id, destinationVcenterId: vdcs.vcenterId })
    .from(vms)
    .leftJoin(vapps, eq(vapps.id, vms.vappId))
    .leftJoin(vdcs, and(eq(vdcs.id, request.vdcId), visibleTo(scope, "Vdc")))
    .where(and(eq(vms.id, request.vmId), visibleTo(scope, "Vm")));
  if (!found) throw vmNotFound();
  const { destinationVdcId: vdcId, destinationVcenterId: vcenterId, ...vm } = found;
  if (vdcId === null || vcenterId === null) throw vdcNotFound();
  return { vm, destination: { vdcId, vcenterId, vapp: null } };
}

/** A standalone VM becomes a template of its own; one of a vApp is captured with its vApp. */
export function requireStandalone({ name, vapp }: FoundVm): void {
  if (vapp === null) return;
  throw new Refusal(
    "BAD_USER_INPUT",
    `vmId: VM ${name} is part of vApp ${vapp.name}: capture the vApp. Expected a standalone VM.`,
  );
}

const vmNotFound = () => new Refusal("NOT_FOUND", "vmId: there is no VM with this id.");
