import { eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import type { SubjectFacts } from "../../validation/facts.ts";
import { HARDWARE_PARTS } from "../../validation/vocabulary.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { askFor, assembleFacts, nothingAsked } from "./assembly.ts";
import { findCatalogToFill } from "./catalogs.ts";
import { findDestination } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { type GatheredVm, gatherVms } from "./subjects.ts";
import type { CaptureVmRequest, CopyVmRequest, MoveVmRequest, ReconfigureVmRequest } from "./workflow-request.ts";

/** A VM, into a VDC or a vApp. */
export async function gatherVmToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVmRequest | MoveVmRequest,
): Promise<GatheredFacts> {
  const vm = await gatherVm(scope, connection, request.vmId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: vm,
    destination: await findDestination(scope, connection, request),
    request: askFor(request.tpmProvisioning),
    subjects: [vm.subject],
  });
}

/** A reconfigured VM is judged as it will be: what the request says over what the VM has. */
export async function gatherReconfigureVm(
  scope: Scope,
  connection: Connection,
  request: ReconfigureVmRequest,
): Promise<GatheredFacts> {
  const vm = await gatherVm(scope, connection, request.vmId);
  const { subject } = vm;
  const hardware = {
    guestId: request.guestId ?? subject.guestId,
    firmware: request.firmware ?? subject.firmware,
    hardwareVersion: request.hardwareVersion ?? subject.hardwareVersion,
  };
  const reconfigured: SubjectFacts = {
    ...subject,
    ...hardware,
    ...(request.tpmPresent !== null && { tpmRequested: request.tpmPresent }),
    hardwareChanges: HARDWARE_PARTS.filter((part) => hardware[part] !== subject[part]),
  };
  return assembleFacts(connection, {
    workflow: "RECONFIGURE_VM",
    source: vm,
    destination: vm,
    request: { ...nothingAsked, acknowledgedWarnings: request.acknowledgeWarnings },
    subjects: [reconfigured],
  });
}

/** A standalone VM becomes a template of its own; one of a vApp is captured with its vApp. */
export async function gatherCaptureVm(
  scope: Scope,
  connection: Connection,
  request: CaptureVmRequest,
): Promise<GatheredFacts> {
  const vm = await gatherVm(scope, connection, request.vmId);
  if (vm.vapp !== null) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `vmId: VM ${vm.subject.name} is part of vApp ${vm.vapp.name}: capture the vApp. Expected a standalone VM.`,
    );
  }
  return assembleFacts(connection, {
    workflow: "CAPTURE_VM",
    source: vm,
    destination: await findCatalogToFill(scope, connection, request.catalogId),
    request: askFor(request.tpmProvisioning),
    subjects: [vm.subject],
  });
}

async function gatherVm(scope: Scope, connection: Connection, vmId: string): Promise<GatheredVm> {
  const [vm] = await gatherVms(scope, connection, eq(vms.id, vmId));
  if (!vm) throw new Refusal("NOT_FOUND", "vmId: there is no VM with this id.");
  return vm;
}
