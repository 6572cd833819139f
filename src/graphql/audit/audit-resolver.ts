import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { EntityName, Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { readStoredVerdict } from "../../validation/stored-verdict.ts";
import type { GatewayContext } from "../context.ts";
import { withRowIds } from "../filter-ids.ts";
import { findNode } from "../find-node.ts";
import { toGlobalId } from "../global-id.ts";
import { toConnection } from "../list.ts";
import { Node } from "../node-type.ts";
import { Task } from "../task/task-type.ts";
import { Verdict } from "../verdict/verdict-type.ts";
import { AuditEntry, AuditEntryList } from "./audit-type.ts";

type Row = Rows["AuditEntry"];

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditEntryList.Connection, {
    description:
      "Who asked for which change, and how it was answered: each mutation, allowed or refused. The newest first unless another order is asked for.",
  })
  auditLog(@Args(() => AuditEntryList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    const filter = page.filter && withRowIds("AuditEntry", page.filter);
    return toConnection(reader.list("AuditEntry", { ...page, filter }));
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object that it was about; null where it was about none, or that is no more.",
  })
  object(@Root() { objectType, objectId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, objectType, objectId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: "The id of the object that it was about, whether that is still there or not.",
  })
  objectId(@Root() { objectType, objectId }: Row) {
    return objectType === null || objectId === null ? null : toGlobalId(objectType as EntityName, objectId);
  }

  @FieldResolver(() => Verdict, {
    nullable: true,
    description: "The verdict that it was answered with; null where none was reached.",
  })
  async verdict(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    const verdict = await reader.loadColumn("AuditEntry", "verdict", id);
    return verdict === null ? null : readStoredVerdict(verdict);
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task that it was answered with; null where there was none, or it is kept no more.",
  })
  task(@Root() { taskId }: Row, @Ctx() { reader }: GatewayContext) {
    return taskId === null ? null : reader.find("Task", taskId);
  }
}
