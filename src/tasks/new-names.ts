import type { Transaction } from "../inventory/database.ts";
import type { GatheredFacts } from "../inventory/gathered-facts.ts";
import type { WorkflowRequest } from "../inventory/workflow-request.ts";
import { isVmNameTaken } from "../inventory/write-vms.ts";
import { invariant } from "../validation/invariant.ts";
import { nameTaken, type SubmissionRefusal } from "./refusals.ts";

/** The name that a VM will have at its destination. */
interface NewName {
  readonly name: string;
  /** The field of the request that gives it; null where the VM brings it along. */
  readonly field: string[] | null;
  /** The VM that has it rightly. */
  readonly vmId: string | null;
}

function newName(request: WorkflowRequest, gathered: GatheredFacts): NewName | null {
  switch (request.workflow) {
    case "COPY_VM":
      return { name: request.name, field: ["name"], vmId: null };
    case "MOVE_VM": {
      const [moved] = gathered.facts.subjects;
      invariant(moved, "a move is of a VM");
      return { name: moved.name, field: null, vmId: request.vmId };
    }
    case "RECONFIGURE_VM":
      return request.name === null ? null : { name: request.name, field: ["name"], vmId: request.vmId };
  }
}

/** A name is unique in a vApp, and among the standalone VMs of a VDC. */
export async function refuseTakenName(
  transaction: Transaction,
  request: WorkflowRequest,
  gathered: GatheredFacts,
): Promise<SubmissionRefusal[]> {
  const wanted = newName(request, gathered);
  if (!wanted) return [];
  invariant(gathered.destinationVdcId, "a VM that is named is placed");
  const place = { vdcId: gathered.destinationVdcId, vappId: gathered.destinationVapp?.id ?? null };
  const taken = await isVmNameTaken(transaction, place, wanted.name, wanted.vmId);
  return taken ? [nameTaken(gathered, wanted.name, wanted.field)] : [];
}
