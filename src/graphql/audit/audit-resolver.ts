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
    description: "The audit log: every request to change something, accepted or refused. Default order: newest first.",
  })
  auditLog(@Args(() => AuditEntryList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    const filter = page.filter && withRowIds("AuditEntry", page.filter);
    return toConnection(reader.list("AuditEntry", { ...page, filter }));
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The object of the request. Null if there was none, or if it no longer exists.",
  })
  object(@Root() { objectType, objectId }: Row, @Ctx() { reader }: GatewayContext) {
    return findNode(reader, objectType, objectId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: "The ID of the object of the request. It is kept after the object is deleted.",
  })
  objectId(@Root() { objectType, objectId }: Row) {
    return objectType === null || objectId === null ? null : toGlobalId(objectType as EntityName, objectId);
  }

  @FieldResolver(() => Verdict, {
    nullable: true,
    description: "The verdict on the request. Null if there was none.",
  })
  async verdict(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    const verdict = await reader.loadColumn("AuditEntry", "verdict", id);
    return verdict === null ? null : readStoredVerdict(verdict);
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task of the request. Null if there was none, or if it is no longer kept.",
  })
  task(@Root() { taskId }: Row, @Ctx() { reader }: GatewayContext) {
    return taskId === null ? null : reader.find("Task", taskId);
  }
}
