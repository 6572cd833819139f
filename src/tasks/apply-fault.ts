import { consumeFault, disconnectByFault } from "../inventory/changes/write-faults.ts";
import type { Database, Transaction } from "../inventory/database/database.ts";
import { lockVCenters } from "../inventory/locks/rows.ts";
import type { VCenterFault } from "../inventory/reading/faults.ts";
import { judgeClaimed } from "./execute-task.ts";
import { type Claim, failTask, lockClaimedTask } from "./task-store.ts";

/**
 * What a fault does to a task, and to the vCenter, in one transaction: so that a fault that is consumed
 * has ended its task, and one that a crash prevented is not consumed.
 *
 * @param vcenterIds All vCenters that have a hand in the operation.
 * @returns whether the task goes on: a fault may have been used up or cleared meanwhile, and a key
 *   provider that disconnects is no matter to a VM without a TPM.
 */
export function applyFault(
  db: Database,
  claim: Claim,
  fault: VCenterFault,
  vcenterIds: readonly string[],
): Promise<boolean> {
  return db.transaction((transaction) =>
    fault.kind === "FAIL_AT_PROGRESS"
      ? failByFault(transaction, claim, fault)
      : judgeDisconnected(transaction, claim, fault, vcenterIds),
  );
}

async function failByFault(transaction: Transaction, claim: Claim, fault: VCenterFault): Promise<boolean> {
  if (!(await lockClaimedTask(transaction, claim))) return false;
  if (!(await consumeFault(transaction, fault.id))) return true;
  const reason = fault.message === null ? "." : `: ${fault.message}`;
  const message = `vCenter ${fault.vcenterName} failed at ${fault.percent} %${reason}`;
  await failTask(transaction, claim, { error: { code: "VCENTER_FAULT", message }, verdict: null, at: new Date() });
  return false;
}

/** The operation breaks off where the second verdict, reached at once, does not allow it any more. */
async function judgeDisconnected(
  transaction: Transaction,
  claim: Claim,
  fault: VCenterFault,
  vcenterIds: readonly string[],
): Promise<boolean> {
  const task = await lockClaimedTask(transaction, claim);
  if (!task) return false;
  // All of them, for the verdict takes them in the order of ids.
  await lockVCenters(transaction, vcenterIds, "update");
  if (!(await disconnectByFault(transaction, fault))) return true;
  return (await judgeClaimed(transaction, claim, task, new Date())) !== null;
}
