import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { cancelTask } from "../../tasks/cancel-task.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { UserError } from "../user-error-type.ts";
import { Task } from "./task-type.ts";

@InputType({ description: "A task to cancel." })
export class CancelTaskInput {
  @Field(() => ID, { description: "The task." })
  taskId!: string;
}

@ObjectType({ description: "The result of cancelTask.", simpleResolvers: true })
export class CancelTaskPayload {
  @Field(() => Task, { nullable: true, description: "The task in its current state." })
  task!: Task | null;

  @Field(() => [UserError], { description: "Why the task was not canceled. Empty if it was." })
  userErrors!: UserError[];
}

@Resolver()
export class CancelTaskResolver {
  @Mutation(() => CancelTaskPayload, {
    description: "Cancel a queued or running task. A canceled task changes nothing.",
  })
  async cancelTask(
    @Arg("input", () => CancelTaskInput, { description: "The task." }) input: CancelTaskInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const { taskId, refusal } = await cancelTask(scope, db, rowId("Task", input.taskId, "input.taskId"));
    reader.forget();
    return {
      task: await reader.find("Task", taskId),
      userErrors: refusal ? [{ __typename: "TaskUserError", ...refusal }] : [],
    };
  }
}
