import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { Refusal } from "../../inventory/access/refusal.ts";
import type { Filter } from "../../inventory/reading/filter.ts";
import { type TaskWatch, watchTask, watchTasks } from "../../tasks/watch-tasks.ts";
import type { GatewayContext } from "../context.ts";
import { withRowIds } from "../filter-ids.ts";
import { rowId } from "../global-id.ts";
import { filterOf } from "../list.ts";
import { Task } from "./task-type.ts";

interface Asked<Arguments> {
  readonly args: Arguments;
  readonly context: GatewayContext;
}

async function subscribeToTask({ args, context }: Asked<{ id: string }>): Promise<TaskWatch> {
  const id = rowId("Task", args.id, "id");
  if (!(await context.reader.find("Task", id))) {
    throw new Refusal("NOT_FOUND", `id: no Task has the id ${JSON.stringify(args.id)}.`);
  }
  return watchTask(context.scope, context, id);
}

function subscribeToTasks({ args, context }: Asked<{ filter?: Filter | null }>): Promise<TaskWatch> {
  return watchTasks(context.scope, context, withRowIds("Task", args.filter ?? {}));
}

const MERGED = "Changes in quick succession are merged into the newest state.";

/** What a subscription sends is a task as it was read after a change; the rest of it is read as in any query. */
@Resolver(() => Task)
export class TaskSubscriptionResolver {
  @Subscription(() => Task, {
    subscribe: subscribeToTask,
    description: `The task as it is now, then whenever it has changed, until it has ended; then the subscription ends too. ${MERGED} The final state always comes.`,
  })
  taskUpdated(@Arg("id", () => ID, { description: "The ID." }) _id: string, @Root() task: Rows["Task"]) {
    return task;
  }

  @Subscription(() => Task, {
    subscribe: subscribeToTasks,
    description: `Each task that matches, whenever it changes. A task that stops matching comes once more, in its new state: under a filter on QUEUED and RUNNING, that is how it ended. ${MERGED}`,
  })
  tasksUpdated(
    @Arg("filter", () => filterOf("Task"), { nullable: true, description: "Only the tasks that match." })
    _filter: object,
    @Root() task: Rows["Task"],
  ) {
    return task;
  }
}
