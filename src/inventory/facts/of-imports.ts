import { and, eq } from "drizzle-orm";
import { unmanagedVapps, unmanagedVms } from "../../../schema/tables/index.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";
import { askFor, assembleFacts } from "./assembly.ts";
import { findVdc } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { type GatheredUnmanagedVm, gatherUnmanagedVms } from "./subjects.ts";
import type { ImportVappRequest, ImportVmRequest } from "./workflow-request.ts";

export async function gatherImportVm(
  scope: Scope,
  connection: Connection,
  request: ImportVmRequest,
): Promise<GatheredFacts> {
  const [vm] = await gatherUnmanagedVms(scope, connection, eq(unmanagedVms.id, request.unmanagedVmId));
  if (!vm) throw new Refusal("NOT_FOUND", "unmanagedVmId: there is no unmanaged VM with this id.");
  return assembleImport(scope, connection, request, vm, [vm]);
}

export async function gatherImportVapp(
  scope: Scope,
  connection: Connection,
  request: ImportVappRequest,
): Promise<GatheredFacts> {
  const vapp = await findUnmanagedVapp(scope, connection, request.unmanagedVappId);
  const gathered = await gatherUnmanagedVms(scope, connection, eq(unmanagedVms.unmanagedVappId, vapp.id));
  return assembleImport(scope, connection, request, vapp, gathered);
}

export async function findUnmanagedVapp(
  scope: Scope,
  connection: Connection,
  unmanagedVappId: string,
): Promise<{ readonly id: string; readonly clusterId: string; readonly vcenterId: string }> {
  const [vapp] = await connection
    .select({ id: unmanagedVapps.id, clusterId: unmanagedVapps.clusterId, vcenterId: unmanagedVapps.vcenterId })
    .from(unmanagedVapps)
    .where(and(eq(unmanagedVapps.id, unmanagedVappId), visibleTo(scope, "UnmanagedVapp")));
  if (!vapp) throw new Refusal("NOT_FOUND", "unmanagedVappId: there is no unmanaged vApp with this id.");
  return vapp;
}

async function assembleImport(
  scope: Scope,
  connection: Connection,
  request: ImportVmRequest | ImportVappRequest,
  { clusterId }: { readonly clusterId: string },
  gathered: readonly GatheredUnmanagedVm[],
): Promise<GatheredFacts> {
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: { clusterId },
    destination: await findVdc(scope, connection, request.vdcId),
    request: { ...askFor(request.tpmProvisioning), importMode: request.mode },
    subjects: gathered.map((vm) => vm.subject),
  });
}
