import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import type { Filter } from "../../inventory/reading/filter.ts";
import type { TaskState } from "../../inventory/reading/tasks.ts";
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

function subscribeToTasks({ args, context }: Asked<{ filter?: Filter | null }>): TaskWatch {
  return watchTasks(context.scope, context, withRowIds("Task", args.filter ?? {}));
}

const MERGED = "Changes in quick succession are merged; the final state always comes.";

/** What a subscription sends is a task as it was read after a change; the rest of it is read as in any query. */
@Resolver(() => Task)
export class TaskSubscriptionResolver {
  @Subscription(() => Task, {
    subscribe: subscribeToTask,
    description: `The task as it is now, then whenever it has changed, until it is final; then the subscription ends. ${MERGED}`,
  })
  taskUpdated(@Arg("id", () => ID, { description: "Its id." }) _id: string, @Root() task: TaskState) {
    return task;
  }

  @Subscription(() => Task, {
    subscribe: subscribeToTasks,
    description: `Each task that matches, whenever it has changed, from now on. ${MERGED}`,
  })
  tasksUpdated(
    @Arg("filter", () => filterOf("Task"), { nullable: true, description: "Only the tasks that match." })
    _filter: object,
    @Root() task: TaskState,
  ) {
    return task;
  }
}
