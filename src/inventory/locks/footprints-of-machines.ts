import { eq, type SQL } from "drizzle-orm";
import { unmanagedVms, vms } from "../../../schema/tables/index.ts";
import type { ImportMode } from "../../validation/vocabulary.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { findCatalogToFill } from "../facts/catalogs.ts";
import { type Destination, findDestination, findVapp, findVdc } from "../facts/destination.ts";
import { findUnmanagedVapp } from "../facts/of-imports.ts";
import type {
  AddVmToVappRequest,
  CaptureVappRequest,
  CaptureVmRequest,
  CopyVappRequest,
  CopyVmRequest,
  CreateVappFromOvfRequest,
  CreateVmRequest,
  ImportVappRequest,
  ImportVmRequest,
  MoveVappRequest,
  MoveVmRequest,
  ReconfigureVmRequest,
} from "../facts/workflow-request.ts";
import { type Footprint, footprintOf } from "./footprint.ts";
import type { LockStrength } from "./rows.ts";

export async function footprintInVdc(
  scope: Scope,
  connection: Connection,
  request: CreateVmRequest | CreateVappFromOvfRequest,
): Promise<Footprint> {
  return footprintOf([await findVdc(scope, connection, request.vdcId)], {});
}

export async function footprintOfAddVmToVapp(
  scope: Scope,
  connection: Connection,
  request: AddVmToVappRequest,
): Promise<Footprint> {
  const destination = await findVapp(scope, connection, request.vappId);
  return footprintOf([destination], { vapps: joined(destination) });
}

export async function footprintOfVmToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVmRequest | MoveVmRequest,
): Promise<Footprint> {
  const sources = await selectPlaceOfVm(connection, request.vmId);
  const destination = await findDestination(scope, connection, request);
  return footprintOf([...sources, destination], {
    vapps: joined(destination),
    vms: { ids: [request.vmId], strength: request.workflow === "MOVE_VM" ? "update" : "share" },
  });
}

export async function footprintOfReconfigureVm(
  _scope: Scope,
  connection: Connection,
  request: ReconfigureVmRequest,
): Promise<Footprint> {
  const places = await selectPlaceOfVm(connection, request.vmId);
  return footprintOf(places, { vms: { ids: [request.vmId], strength: "update" } });
}

export async function footprintOfCaptureVm(
  scope: Scope,
  connection: Connection,
  request: CaptureVmRequest,
): Promise<Footprint> {
  const sources = await selectPlaceOfVm(connection, request.vmId);
  const destination = await findCatalogToFill(scope, connection, request.catalogId);
  return footprintOf([...sources, destination], { vms: { ids: [request.vmId], strength: "share" } });
}

/** A vApp as a whole: nobody joins it, and none of its VMs leaves it or changes. */
export async function footprintOfVappToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVappRequest | MoveVappRequest | CaptureVappRequest,
): Promise<Footprint> {
  const source = await findVapp(scope, connection, request.vappId);
  const destination =
    request.workflow === "CAPTURE_VAPP"
      ? await findCatalogToFill(scope, connection, request.catalogId)
      : await findVdc(scope, connection, request.vdcId);
  const members = await connection
    .select({ id: vms.id })
    .from(vms)
    .where(eq(vms.vappId, request.vappId))
    .orderBy(vms.id);
  return footprintOf([source, destination], {
    vapps: { ids: [request.vappId], strength: "update" },
    vms: {
      ids: members.map(({ id }) => id),
      strength: request.workflow === "MOVE_VAPP" ? "update" : "share",
    },
  });
}

export async function footprintOfImportVm(
  scope: Scope,
  connection: Connection,
  request: ImportVmRequest,
): Promise<Footprint> {
  const sources = await selectUnmanagedVms(connection, eq(unmanagedVms.id, request.unmanagedVmId));
  const destination = await findVdc(scope, connection, request.vdcId);
  const left = request.mode === "MOVE" ? sources.flatMap(({ vappId }) => vappId ?? []) : [];
  return footprintOf([...sources.map(({ vcenterId }) => ({ vcenterId })), destination], {
    unmanagedVapps: { ids: left, strength: "update" },
    unmanagedVms: { ids: [request.unmanagedVmId], strength: strengthOf(request.mode) },
  });
}

export async function footprintOfImportVapp(
  scope: Scope,
  connection: Connection,
  request: ImportVappRequest,
): Promise<Footprint> {
  const { id, vcenterId } = await findUnmanagedVapp(scope, connection, request.unmanagedVappId);
  const members = await selectUnmanagedVms(connection, eq(unmanagedVms.unmanagedVappId, id));
  const destination = await findVdc(scope, connection, request.vdcId);
  return footprintOf([{ vcenterId }, destination], {
    unmanagedVapps: { ids: [id], strength: strengthOf(request.mode) },
    unmanagedVms: { ids: members.map((vm) => vm.id), strength: strengthOf(request.mode) },
  });
}

/** What a VM is put into. */
function joined({ vapp }: Destination): Footprint["vapps"] {
  return { ids: vapp ? [vapp.id] : [], strength: "share" };
}

/** An import that moves takes its machines off the vCenter's list; a clone leaves them there. */
function strengthOf(mode: ImportMode): LockStrength {
  return mode === "MOVE" ? "update" : "share";
}

function selectPlaceOfVm(connection: Connection, vmId: string) {
  return connection.select({ vdcId: vms.vdcId, vcenterId: vms.vcenterId }).from(vms).where(eq(vms.id, vmId));
}

function selectUnmanagedVms(connection: Connection, condition: SQL) {
  return connection
    .select({ id: unmanagedVms.id, vcenterId: unmanagedVms.vcenterId, vappId: unmanagedVms.unmanagedVappId })
    .from(unmanagedVms)
    .where(condition)
    .orderBy(unmanagedVms.id);
}
