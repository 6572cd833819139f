import { Arg, type ClassType, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { preflight } from "../../tasks/preflight.ts";
import { submitWorkflow } from "../../tasks/submit-workflow.ts";
import { mutationOf, type WorkflowRequest as WorkflowRequestData } from "../../tasks/workflow-bodies.ts";
import type { Workflow } from "../../validation/vocabulary.ts";
import type { GatewayContext } from "../context.ts";
import { lookupTypeNames } from "../lookup.ts";
import { Task } from "../task/task-type.ts";
import { UserError } from "../user-error-type.ts";
import { Verdict } from "../verdict/verdict-type.ts";
import type { WorkflowDefinition } from "./define-workflow.ts";
import { definitions } from "./definitions.ts";

@InputType({
  description: "What is asked: exactly one of these, with just the input of the mutation of the same name.",
})
class WorkflowRequest {
  readonly [key: string]: object | null | undefined;
}
lookupTypeNames.push("WorkflowRequest");
/** Each under the mutation's name, which is the key of `WorkflowRequest`, too: `copyVm`. */
const byMutation = Object.entries(definitions).map(
  ([workflow, definition]) => [mutationOf(workflow as Workflow), definition] as const,
);

for (const [key, { description, Input }] of byMutation) {
  Field(() => Input, { nullable: true, description })(WorkflowRequest.prototype, key);
}

@Resolver()
export class PreflightResolver {
  @Query(() => Verdict, {
    description:
      "May this be done, how, and if not, why not and what would mend it? Judges by the live facts and changes nothing. Whether a name is free is no part of the verdict: the mutation says NAME_TAKEN.",
  })
  preflight(
    @Arg("request", () => WorkflowRequest, { description: "What is asked." }) request: WorkflowRequest,
    @Ctx() { scope, db }: GatewayContext,
  ) {
    return preflight(scope, db, toRequest(request));
  }
}

function toRequest(request: WorkflowRequest): WorkflowRequestData {
  for (const [key, { toRequest }] of byMutation) {
    const input = request[key];
    if (input != null) return toRequest(input, `request.${key}`);
  }
  throw new Refusal("BAD_USER_INPUT", "request: found no workflow, expected exactly one.");
}

/** The mutations: one for each workflow, each with a payload type of its own. */
@Resolver()
export class WorkflowResolver {}

for (const [key, definition] of byMutation) defineMutation(key, definition);

function defineMutation(key: string, { description, Input, toRequest }: WorkflowDefinition): void {
  const Payload = definePayload(key);
  const mutate = async (input: { readonly idempotencyKey?: string | null }, { scope, db, reader }: GatewayContext) => {
    const { verdict, taskId, refusals } = await submitWorkflow(
      scope,
      db,
      toRequest(input, "input"),
      input.idempotencyKey ?? null,
    );
    reader.forget();
    return {
      verdict,
      task: taskId && reader.get("Task", taskId),
      userErrors: refusals.map((refusal) => ({ __typename: "WorkflowUserError", ...refusal })),
    };
  };
  Object.defineProperty(WorkflowResolver.prototype, key, { value: mutate });
  Mutation(() => Payload, { description })(WorkflowResolver.prototype, key, { value: mutate });
  Arg("input", () => Input, { description: "What is asked." })(WorkflowResolver.prototype, key, 0);
  Ctx()(WorkflowResolver.prototype, key, 1);
}

function definePayload(key: string): ClassType<object> {
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}Payload`;
  const Payload = { [name]: class {} }[name] as ClassType<object>;
  ObjectType(name, { description: `What became of ${key}.`, simpleResolvers: true })(Payload);
  Field(() => Verdict, { description: "Whether it may be done, and why not." })(Payload.prototype, "verdict");
  Field(() => Task, { nullable: true, description: "What carries it out; null where it was refused." })(
    Payload.prototype,
    "task",
  );
  Field(() => [UserError], { description: "Why it was refused; empty where it is carried out." })(
    Payload.prototype,
    "userErrors",
  );
  return Payload;
}
