import { eq } from "drizzle-orm";
import { vms } from "../../schema/tables/index.ts";
import type { Connection, Transaction } from "./database.ts";
import { findDestination } from "./gather-facts-destination.ts";
import { type LockStrength, lockVapps, lockVCenters, lockVdcs, lockVms } from "./lock-rows.ts";
import type { Scope } from "./scope.ts";
import type { CopyVmRequest, MoveVmRequest, ReconfigureVmRequest, WorkflowRequest } from "./workflow-request.ts";

/** The rows that a workflow reads its facts from and changes; those of a vCenter go by the vCenter's row. */
interface Footprint {
  readonly vcenterIds: readonly string[];
  readonly vdcIds: readonly string[];
  readonly vapps: Locked;
  readonly vms: Locked;
}

/** One strength for all rows of a table, so that one statement takes them in the order of ids. */
interface Locked {
  readonly ids: readonly string[];
  readonly strength: LockStrength;
}

const footprints: {
  readonly [W in WorkflowRequest["workflow"]]: (
    scope: Scope,
    connection: Connection,
    request: Extract<WorkflowRequest, { workflow: W }>,
  ) => Promise<Footprint>;
} = {
  COPY_VM: (scope, connection, request) => footprintOfVmToPlace(scope, connection, request, "share"),
  MOVE_VM: (scope, connection, request) => footprintOfVmToPlace(scope, connection, request, "update"),
  RECONFIGURE_VM: (_scope, connection, request) => footprintOfReconfigureVm(connection, request),
};

/** The world moved on between looking and locking. */
class FootprintMoved extends Error {
  override name = "FootprintMoved";
}

/**
 * Locks all that a workflow concerns, in the order that `lock-rows.ts` gives, until the transaction
 * ends. Which rows those are has to be looked up before they are locked, and a VM may be moved in
 * between: so they are looked up again under the locks, and where they differ the savepoint gives the
 * locks back, for taking others on top could break the order.
 *
 * @throws Refusal NOT_FOUND for a destination that is not there. An unknown VM is left to `gatherFacts`.
 */
export async function lockForWorkflow(scope: Scope, transaction: Transaction, request: WorkflowRequest): Promise<void> {
  for (;;) {
    try {
      return await transaction.transaction(async (savepoint) => {
        const footprint = await findFootprint(scope, savepoint, request);
        await lockFootprint(savepoint, footprint);
        const now = await findFootprint(scope, savepoint, request);
        if (JSON.stringify(now) !== JSON.stringify(footprint)) throw new FootprintMoved();
      });
    } catch (error) {
      if (!(error instanceof FootprintMoved)) throw error;
    }
  }
}

function findFootprint(scope: Scope, connection: Connection, request: WorkflowRequest): Promise<Footprint> {
  const find = footprints[request.workflow] as (
    scope: Scope,
    connection: Connection,
    request: WorkflowRequest,
  ) => Promise<Footprint>;
  return find(scope, connection, request);
}

async function lockFootprint(transaction: Transaction, footprint: Footprint): Promise<void> {
  await lockVCenters(transaction, footprint.vcenterIds, "share");
  await lockVdcs(transaction, footprint.vdcIds, "share");
  await lockVapps(transaction, footprint.vapps.ids, footprint.vapps.strength);
  await lockVms(transaction, footprint.vms.ids, footprint.vms.strength);
}

async function footprintOfVmToPlace(
  scope: Scope,
  connection: Connection,
  request: CopyVmRequest | MoveVmRequest,
  strength: LockStrength,
): Promise<Footprint> {
  const sources = await selectPlaceOfVm(connection, request.vmId);
  const destination = await findDestination(scope, connection, request);
  const places = [...sources, destination];
  return {
    vcenterIds: [...new Set(places.map((place) => place.vcenterId))],
    vdcIds: [...new Set(places.map((place) => place.vdcId))],
    vapps: { ids: destination.vapp ? [destination.vapp.id] : [], strength: "share" },
    vms: { ids: [request.vmId], strength },
  };
}

async function footprintOfReconfigureVm(connection: Connection, request: ReconfigureVmRequest): Promise<Footprint> {
  const places = await selectPlaceOfVm(connection, request.vmId);
  return {
    vcenterIds: places.map((place) => place.vcenterId),
    vdcIds: places.map((place) => place.vdcId),
    vapps: { ids: [], strength: "share" },
    vms: { ids: [request.vmId], strength: "update" },
  };
}

function selectPlaceOfVm(connection: Connection, vmId: string) {
  return connection.select({ vdcId: vms.vdcId, vcenterId: vms.vcenterId }).from(vms).where(eq(vms.id, vmId));
}
