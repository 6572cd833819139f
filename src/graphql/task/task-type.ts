import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { TaskStatus, Workflow } from "../enums.ts";
import { defineList } from "../list.ts";
import { Node } from "../node-type.ts";

@ObjectType({ description: "Why a task ended in ERROR.", simpleResolvers: true })
export class TaskError {
  @Field(() => String, {
    description:
      "What kind of error, for programs: VERDICT_BLOCKED, NOT_FOUND, VCENTER_FAULT, WORKER_LOST_TOO_OFTEN, INTERNAL_ERROR and the like.",
  })
  code!: string;

  @Field(() => String, { description: "What went wrong, for people." })
  message!: string;

  @Field(() => ID, {
    nullable: true,
    description: "What the log of the gateway has the whole of an internal error under.",
  })
  id!: string | null;
}

@ObjectType({ description: "A template as a file, for as long as its task is kept.", simpleResolvers: true })
export class OvfExport {
  @Field(() => String, { description: "A name for the file, e.g. `win22.ovf`." })
  fileName!: string;

  @Field(() => String, { description: "The OVF descriptor, as XML." })
  ovf!: string;
}

@ObjectType({ description: "Something that happened to a task.", simpleResolvers: true })
export class TaskEvent {
  @Field(() => GraphQLDateTime, { description: "When." })
  at!: Date;

  @Field(() => TaskStatus, { description: "The task's status from then on." })
  status!: string;

  @Field(() => Int, { description: "Percent done by then." })
  progress!: number;

  @Field(() => String, { description: "What happened." })
  message!: string;
}

@ObjectType({
  description: "One workflow, carried out once, and what became of it.",
  implements: Node,
  simpleResolvers: true,
})
export class Task extends Node {
  @Field(() => Workflow, { description: "The workflow that it carries out.", deprecationReason: "Use `workflow`." })
  operation!: string;

  @Field(() => TaskStatus, { description: "How far it is." })
  status!: string;

  @Field(() => Int, { description: "Percent done." })
  progress!: number;

  @Field(() => Int, {
    description:
      "How often a worker has taken it up: more than once where one died with it. With the fifth that dies it ends in ERROR.",
  })
  attempts!: number;

  @Field(() => TaskError, { nullable: true, description: "Why it ended in ERROR; null otherwise." })
  error!: TaskError | null;

  @Field(() => GraphQLDateTime, { description: "When it was queued." })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When a worker took it up; null before that." })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it ended; null before that." })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Who asked for it." })
  requestedBy!: string | null;
}

@InputType({ description: "Which task." })
export class TaskBy {
  @Field(() => ID, { nullable: true, description: "Its id." })
  id?: string;
}

export const TaskList = defineList("Task", () => Task, "tasks");
