import { fromGlobalId } from "../../src/graphql/global-id.ts";
import { claimTask, failTask, reportProgress } from "../../src/tasks/task-store.ts";
import type { TestGateway } from "./gateway.ts";
import { idOf, submit } from "./workflows.ts";

/** Any number: where no process looks for dead workers, nobody asks who holds it. */
const WORKER_LOCK = 1;

/** A task that goes on when the test says so, in a gateway that has no worker. */
export interface DrivenTask {
  /** Its id in the API. */
  readonly id: string;
  start(): Promise<void>;
  progress(percent: number): Promise<void>;
  fail(message: string): Promise<void>;
}

let made = 0;

export async function queueDrivenTask(gateway: TestGateway): Promise<DrivenTask> {
  const { db } = gateway;
  made += 1;
  const [vmId, vdcId] = [await idOf(gateway, "vm", "ericTpmVm"), await idOf(gateway, "vdc", "gold-a")];
  const { task } = await submit(gateway, "copyVm", { vmId, vdcId, name: `driven-${made}` });
  const claim = { taskId: fromGlobalId(task.id, "id").id, workerLock: WORKER_LOCK };
  return {
    id: task.id,
    start: async () => {
      await claimTask(db, claim, new Date(), false);
    },
    progress: async (percent) => {
      await reportProgress(db, claim, percent);
    },
    fail: (message) =>
      db.transaction((transaction) =>
        failTask(transaction, claim, { error: { code: "TEST", message }, verdict: null, at: new Date() }),
      ),
  };
}
