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
  @Query(() => Task, { nullable: true, description: "One task. Use either id or by." })
  task(
    @Arg("id", () => ID, { nullable: true, description: "The ID." }) id: string | null,
    @Arg("by", () => TaskBy, { nullable: true, description: "The object to find." }) by: TaskBy | null,
    @Ctx() { reader }: GatewayContext,
  ) {
    const asked = id ?? by?.id;
    if (asked == null || (id != null && by != null)) {
      throw new Refusal("BAD_USER_INPUT", `id, by: found ${id == null ? "neither" : "both"}, expected one of them.`);
    }
    return lookUp(reader, "Task", { id: asked });
  }

  @Query(() => TaskList.Connection, { description: "The tasks. Default order: newest first." })
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
    description: "The object of the workflow. Null if it no longer exists.",
  })
  owner(@Root() { ownerType, ownerId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, ownerType, ownerId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object that was created or changed. Null before SUCCESS.",
  })
  result(@Root() { resultType, resultId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, resultType, resultId);
  }

  @FieldResolver(() => OvfExport, {
    nullable: true,
    description: "The exported template. Only for exportVappTemplate, after SUCCESS.",
  })
  export(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findExportOfTask(reader, id);
  }

  @FieldResolver(() => Verdict, {
    description: "The last verdict. It is reached when the task is queued, and again when it runs.",
  })
  async verdict(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    const verdict = await reader.loadColumn("Task", "verdict", id);
    if (verdict === null) throw new Refusal("NOT_FOUND", "The task has been deleted since it was read.");
    return readStoredVerdict(verdict);
  }

  @FieldResolver(() => [TaskEvent], { description: "The events of the task, in order." })
  events(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findEventsOfTask(reader, id);
  }
}
