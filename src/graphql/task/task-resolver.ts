import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { EntityName, Rows } from "../../inventory/entities.ts";
import type { PageArguments } from "../../inventory/page-arguments.ts";
import { findEventsOfTask } from "../../inventory/read-tasks.ts";
import type { Reader } from "../../inventory/reader.ts";
import { Refusal } from "../../inventory/refusal.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { lookUp } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { Verdict } from "../verdict/verdict-type.ts";
import { Task, TaskBy, TaskEvent, TaskList } from "./task-type.ts";

type Row = Rows["Task"];

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => Task, { nullable: true, description: "One task: task(id:) and task(by: {id:}) are the same." })
  task(
    @Arg("id", () => ID, { nullable: true, description: "Its id." }) id: string | null,
    @Arg("by", () => TaskBy, { nullable: true, description: "Which one." }) by: TaskBy | null,
    @Ctx() { reader }: GatewayContext,
  ) {
    const asked = id ?? by?.id;
    if (asked == null || (id != null && by != null)) {
      throw new Refusal("BAD_USER_INPUT", `id, by: found ${id == null ? "neither" : "both"}, expected one of them.`);
    }
    return lookUp(reader, "Task", { id: asked });
  }

  @Query(() => TaskList.Connection, { description: "The tasks, the newest first unless another order is asked for." })
  tasks(@Args(() => TaskList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Task", page));
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object that it is about; null where that is no more.",
  })
  owner(@Root() { ownerType, ownerId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, ownerType, ownerId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object that it made or changed; null before SUCCESS.",
  })
  result(@Root() { resultType, resultId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, resultType, resultId);
  }

  @FieldResolver(() => Verdict, {
    description: "The verdict that was reached last: when it was queued, and again when it was carried out.",
  })
  verdict(@Root() { verdict }: Row) {
    return verdict;
  }

  @FieldResolver(() => [TaskEvent], { description: "What happened to it, in order." })
  events(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findEventsOfTask(reader, id);
  }
}

async function findNode(reader: Reader, type: string | null, id: string | null) {
  if (type === null || id === null) return null;
  const row = await reader.find(type as EntityName, id);
  return row && { ...row, __typename: type };
}
