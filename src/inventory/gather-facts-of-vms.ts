import { eq } from "drizzle-orm";
import { vms } from "../../schema/tables/index.ts";
import type { RequestFacts, SubjectFacts } from "../validation/facts.ts";
import { invariant } from "../validation/invariant.ts";
import type { Connection } from "./database.ts";
import { type Destination, findDestination } from "./gather-facts-destination.ts";
import { type GatheredVm, gatherVms } from "./gather-facts-subjects.ts";
import { gatherPlaces } from "./gather-places.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";
import type { CopyVmRequest, MoveVmRequest, ReconfigureVmRequest, WorkflowRequest } from "./workflow-request.ts";

export function gatherCopyVm(scope: Scope, connection: Connection, request: CopyVmRequest): Promise<GatheredFacts> {
  return gatherVmToPlace(scope, connection, request);
}

export function gatherMoveVm(scope: Scope, connection: Connection, request: MoveVmRequest): Promise<GatheredFacts> {
  return gatherVmToPlace(scope, connection, request);
}

async function gatherVmToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVmRequest | MoveVmRequest,
): Promise<GatheredFacts> {
  const vm = await gatherVm(scope, connection, request.vmId);
  const destination = await findDestination(scope, connection, request);
  return assemble(connection, request.workflow, vm.vdcId, destination, vm.subject, {
    tpmProvisioning: request.tpmProvisioning,
    acknowledgedWarnings: [],
    importMode: null,
  });
}

/** A reconfigured VM is judged as it will be: what the request says over what the VM has. */
export async function gatherReconfigureVm(
  scope: Scope,
  connection: Connection,
  request: ReconfigureVmRequest,
): Promise<GatheredFacts> {
  const { subject, vdcId, vapp } = await gatherVm(scope, connection, request.vmId);
  const hardware = {
    guestId: request.guestId ?? subject.guestId,
    firmware: request.firmware ?? subject.firmware,
    hardwareVersion: request.hardwareVersion ?? subject.hardwareVersion,
  };
  const reconfigured: SubjectFacts = {
    ...subject,
    ...hardware,
    tpmRequested: request.tpmPresent,
    hardwareChanges:
      hardware.guestId !== subject.guestId ||
      hardware.firmware !== subject.firmware ||
      hardware.hardwareVersion !== subject.hardwareVersion,
  };
  return assemble(connection, "RECONFIGURE_VM", vdcId, { vdcId, vapp }, reconfigured, {
    tpmProvisioning: null,
    acknowledgedWarnings: request.acknowledgeWarnings,
    importMode: null,
  });
}

async function gatherVm(scope: Scope, connection: Connection, vmId: string): Promise<GatheredVm> {
  const [vm] = await gatherVms(scope, connection, eq(vms.id, vmId));
  if (!vm) throw new Refusal("NOT_FOUND", `No VM with this id: ${vmId}.`);
  return vm;
}

async function assemble(
  connection: Connection,
  workflow: WorkflowRequest["workflow"],
  sourceVdcId: string,
  destination: Pick<Destination, "vdcId" | "vapp">,
  subject: SubjectFacts,
  request: RequestFacts,
): Promise<GatheredFacts> {
  const places = await gatherPlaces(connection, [...new Set([sourceVdcId, destination.vdcId])]);
  const source = places.get(sourceVdcId);
  const target = places.get(destination.vdcId);
  invariant(source && target, "the VDC that a row refers to is there");
  return {
    facts: { workflow, source, destination: target, template: null, request, subjects: [subject] },
    sourceVdcId,
    destinationVdcId: destination.vdcId,
    destinationVapp: destination.vapp,
    places,
  };
}
