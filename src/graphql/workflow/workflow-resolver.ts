import { Arg, type ClassType, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { preflight } from "../../tasks/preflight.ts";
import { submitWorkflow } from "../../tasks/submit-workflow.ts";
import { mutationOf, type WorkflowRequest as WorkflowRequestData } from "../../tasks/workflow-bodies.ts";
import type { Workflow } from "../../validation/vocabulary.ts";
import type { GatewayContext } from "../context.ts";
import { defineClass } from "../define-class.ts";
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
      "Whether a workflow is allowed, with which TPM options, and if not, why not and what resolves it. It uses the current facts and changes nothing. It does not check names: the mutation may still answer NAME_TAKEN.",
  })
  preflight(
    @Arg("request", () => WorkflowRequest, { description: "The input." }) request: WorkflowRequest,
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
  Arg("input", () => Input, { description: "The input." })(WorkflowResolver.prototype, key, 0);
  Ctx()(WorkflowResolver.prototype, key, 1);
}

function definePayload(key: string): ClassType<object> {
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}Payload`;
  const Payload = defineClass(name);
  ObjectType(name, { description: `The result of ${key}.`, simpleResolvers: true })(Payload);
  Field(() => Verdict, { description: "Whether the workflow is allowed. If not, the verdict says why." })(
    Payload.prototype,
    "verdict",
  );
  Field(() => Task, { nullable: true, description: "The task that does the work. Null if the request was refused." })(
    Payload.prototype,
    "task",
  );
  Field(() => [UserError], { description: "Why the request was refused. Empty if it was accepted." })(
    Payload.prototype,
    "userErrors",
  );
  return Payload;
}
