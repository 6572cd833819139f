import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { Refusal } from "../../inventory/access/refusal.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { findEventsOfTask, findExportOfTask } from "../../inventory/reading/tasks.ts";
import { readStoredVerdict } from "../../validation/stored-verdict.ts";
import type { GatewayContext } from "../context.ts";
import { Workflow } from "../enums.ts";
import { withRowIds } from "../filter-ids.ts";
import { findNode } from "../find-node.ts";
import { toConnection } from "../list.ts";
import { lookUp } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { Verdict } from "../verdict/verdict-type.ts";
import { OvfExport, Task, TaskBy, TaskEvent, TaskList } from "./task-type.ts";

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
    const filter = page.filter && withRowIds("Task", page.filter);
    return toConnection(reader.list("Task", { ...page, filter }));
  }

  @FieldResolver(() => Workflow, { description: "The workflow that it carries out." })
  workflow(@Root() { operation }: Row) {
    return operation;
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

  @FieldResolver(() => OvfExport, {
    nullable: true,
    description: "What exportVappTemplate has made; null before SUCCESS, and of other workflows.",
  })
  export(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findExportOfTask(reader, id);
  }

  @FieldResolver(() => Verdict, {
    description: "The verdict that was reached last: when it was queued, and again when it was carried out.",
  })
  async verdict(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    const verdict = await reader.loadColumn("Task", "verdict", id);
    if (verdict === null) throw new Refusal("NOT_FOUND", "The task has been deleted since it was read.");
    return readStoredVerdict(verdict);
  }

  @FieldResolver(() => [TaskEvent], { description: "What happened to it, in order." })
  events(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findEventsOfTask(reader, id);
  }
}
