import type { Transaction } from "../inventory/database.ts";
import type { WorkflowRequest } from "../inventory/workflow-request.ts";
import { copyVm } from "./effects/copy-vm.ts";
import type { Effect, Permitted, TaskResult } from "./effects/effect.ts";
import { moveVm } from "./effects/move-vm.ts";
import { reconfigureVm } from "./effects/reconfigure-vm.ts";

const effects: {
  readonly [W in WorkflowRequest["workflow"]]: Effect<Extract<WorkflowRequest, { workflow: W }>>;
} = {
  COPY_VM: copyVm,
  MOVE_VM: moveVm,
  RECONFIGURE_VM: reconfigureVm,
};

/** Carries out what a verdict permits. The caller's transaction holds the locks that the verdict was reached under. */
export function carryOut(transaction: Transaction, permitted: Permitted<WorkflowRequest>): Promise<TaskResult> {
  const effect = effects[permitted.request.workflow] as Effect<WorkflowRequest>;
  return effect(transaction, permitted);
}
