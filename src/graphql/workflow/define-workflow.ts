import { type ClassType, Field } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import type { WorkflowRequest } from "../../tasks/workflow-bodies.ts";
import { rowIdOrNull } from "../global-id.ts";

/** How one workflow is asked for: by its mutation, and word for word the same by a preflight. */
export interface WorkflowDefinition {
  readonly description: string;
  /** Takes an idempotencyKey too. */
  readonly Input: ClassType<object>;
  /**
   * The input, checked, with ids of rows.
   * @throws Refusal BAD_USER_INPUT or NOT_FOUND, naming the field below `path`.
   */
  toRequest(input: object, path: string): WorkflowRequest;
}

export function defineWorkflow<I extends object>(definition: {
  description: string;
  Input: ClassType<I>;
  toRequest(input: I, path: string): WorkflowRequest;
}): WorkflowDefinition {
  Field(() => String, {
    nullable: true,
    description:
      "A key of your choice, 1 to 255 characters. The same key with the same input returns the same task and starts no second one.",
  })(definition.Input.prototype, "idempotencyKey");
  return { ...definition, toRequest: (input, path) => definition.toRequest(input as I, path) };
}

/** A VM goes to a VDC, where it stands alone, or into a vApp, and so to the vApp's VDC. */
export function destinationOf(
  input: { readonly vdcId?: string | null; readonly vappId?: string | null },
  path: string,
): { vdcId: string | null; vappId: string | null } {
  if ((input.vdcId == null) === (input.vappId == null)) {
    const found = input.vdcId == null ? "neither vdcId nor vappId" : "both vdcId and vappId";
    throw new Refusal("BAD_USER_INPUT", `${path}: found ${found}, expected exactly one of them.`);
  }
  return {
    vdcId: rowIdOrNull("Vdc", input.vdcId, `${path}.vdcId`),
    vappId: rowIdOrNull("Vapp", input.vappId, `${path}.vappId`),
  };
}

/** vSphere's oldest and, with room to spare, its newest. */
const HARDWARE_VERSIONS = { least: 3, greatest: 99 };

export function checkHardwareVersion(version: number, path: string): number {
  const { least, greatest } = HARDWARE_VERSIONS;
  if (version < least || version > greatest) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `${path}: found ${version}, expected ${least} to ${greatest}, the number of vmx-NN.`,
    );
  }
  return version;
}
