import { GraphQLDateTime } from "graphql-scalars";
import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import type { VCenterFaultKind as VCenterFaultKindValue } from "../../../schema/tables/index.ts";
import type { VCenterFault as VCenterFaultData } from "../../inventory/reading/faults.ts";
import type { Workflow as WorkflowValue } from "../../validation/vocabulary.ts";
import { ChangePayload } from "../change-payload.ts";
import { VCenterFaultKind, Workflow } from "../enums.ts";
import { shows } from "../shows.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";

const PERCENT = "How far an operation gets before the fault hits it, 0 to 99 percent; null for SLOW.";
const SECONDS = "How many seconds longer an operation takes; null unless it is SLOW.";
const MESSAGE = "What the vCenter says when it fails; null where it says nothing.";
const KEY_PROVIDER = "The key provider that disconnects; null unless it is DISCONNECT_KMS_AT_PROGRESS.";
const WORKFLOW = "The one workflow whose operations are hit; null is all of them.";
const REMAINING =
  "How many operations it is yet to hit; then it is gone. Null is all of them, until it is cleared; SLOW is always so.";

@ObjectType({
  description:
    "What goes wrong on a simulated vCenter while it carries out an operation, as the source or the destination. A task meets the faults that are set when it starts.",
  simpleResolvers: true,
})
@shows<VCenterFaultData>()
export class VCenterFault {
  @Field(() => VCenterFaultKind, { description: "What goes wrong." })
  kind!: string;

  @Field(() => Int, { nullable: true, description: PERCENT })
  percent!: number | null;

  @Field(() => Float, { nullable: true, description: SECONDS })
  seconds!: number | null;

  @Field(() => String, { nullable: true, description: MESSAGE })
  message!: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROVIDER })
  keyProviderName!: string | null;

  @Field(() => Workflow, { nullable: true, description: WORKFLOW })
  workflow!: string | null;

  @Field(() => Int, { nullable: true, description: REMAINING })
  remaining!: number | null;

  @Field(() => GraphQLDateTime, { description: "When it was set." })
  createdAt!: Date;
}

@InputType({
  description: "A fault to set. It replaces a fault of the same kind for the same workflow and key provider.",
})
export class SetVCenterFaultInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => VCenterFaultKind, { description: "What goes wrong." })
  kind!: VCenterFaultKindValue;

  @Field(() => Int, {
    nullable: true,
    description: "The progress at which the fault hits, 0 to 99 percent. Required for all kinds except SLOW.",
  })
  percent?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The additional duration in seconds, up to 3600. Required for SLOW, and only there.",
  })
  seconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The vCenter's error message. The task's error contains it. For FAIL_AT_PROGRESS only.",
  })
  message?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The key provider that disconnects. Required for DISCONNECT_KMS_AT_PROGRESS, and only there.",
  })
  keyProviderName?: string | null;

  @Field(() => Workflow, {
    nullable: true,
    description: "The workflow that the fault hits. Default: all.",
  })
  workflow?: WorkflowValue | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of operations that the fault hits. Default: all, until it is cleared. Not for SLOW.",
  })
  remaining?: number | null;
}

@ObjectType({ description: "The result of setVCenterFault.", simpleResolvers: true })
export class SetVCenterFaultPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter. Null if nothing was changed." })
  vcenter!: VCenter | null;
}

@InputType({ description: "The faults to clear on a vCenter." })
export class ClearVCenterFaultsInput {
  @Field(() => ID, { description: "The vCenter." })
  vcenterId!: string;

  @Field(() => VCenterFaultKind, { nullable: true, description: "The kind of faults to clear. Default: all." })
  kind?: VCenterFaultKindValue | null;
}

@ObjectType({ description: "The result of clearVCenterFaults.", simpleResolvers: true })
export class ClearVCenterFaultsPayload extends ChangePayload {
  @Field(() => VCenter, { nullable: true, description: "The vCenter. Null if nothing was changed." })
  vcenter!: VCenter | null;
}
