import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { taskEvents, taskExports } from "../../../schema/tables/index.ts";
import type { Rows } from "../../inventory/access/entities.ts";
import { TaskStatus, Workflow } from "../enums.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "Why a task ended in ERROR.", simpleResolvers: true })
export class TaskError {
  @Field(() => String, {
    description:
      "The error as a code for programs, for example VERDICT_BLOCKED, NOT_FOUND, VCENTER_FAULT, WORKER_LOST_TOO_OFTEN or INTERNAL_ERROR.",
  })
  code!: string;

  @Field(() => String, { description: "The error as text for people." })
  message!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The ID of an internal error. The log of the gateway has the details under it.",
  })
  id?: string | null;
}

@ObjectType({ description: "An exported template. It is kept as long as its task.", simpleResolvers: true })
@shows<typeof taskExports.$inferSelect>()
export class OvfExport {
  @Field(() => String, { description: "A file name, for example win22.ovf." })
  fileName!: string;

  @Field(() => String, { description: "The OVF descriptor, as XML." })
  ovf!: string;
}

@ObjectType({ description: "An event of a task.", simpleResolvers: true })
@shows<typeof taskEvents.$inferSelect>()
export class TaskEvent {
  @Field(() => GraphQLDateTime, { description: "The time." })
  at!: Date;

  @Field(() => TaskStatus, { description: "The status of the task after the event." })
  status!: string;

  @Field(() => Int, { description: "The progress in percent at that time." })
  progress!: number;

  @Field(() => String, { description: "The event as text." })
  message!: string;
}

@ObjectType({
  description: "One workflow that is carried out once, with its result.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["Task"] & { readonly workflow: string }>()
export class Task extends Node {
  @Field(() => Workflow, { description: "The workflow that it carries out.", deprecationReason: "Use `workflow`." })
  operation!: string;

  @Field(() => TaskStatus, { description: "The status." })
  status!: string;

  @Field(() => Int, { description: "The progress in percent." })
  progress!: number;

  @Field(() => Int, {
    description:
      "How many workers have started it. A worker that dies returns the task to the queue. After five such workers the task ends in ERROR.",
  })
  attempts!: number;

  @Field(() => TaskError, { nullable: true, description: "Why the task ended in ERROR. Null otherwise." })
  error!: TaskError | null;

  @Field(() => GraphQLDateTime, { description: "When the task was queued." })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: "When a worker started the task. Null while it is queued.",
  })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the task ended. Null while it has not." })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The user who requested it." })
  requestedBy!: string | null;
}

@InputType({ description: "The task." })
export class TaskBy {
  @Field(() => ID, { nullable: true, description: "The ID." })
  id?: string;
}

export const TaskList = defineList("Task", () => Task, "tasks");
