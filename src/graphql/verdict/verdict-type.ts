import { Field, Int, ObjectType } from "type-graphql";
import type { TpmOptions as TpmOptionsData } from "../../validation/tpm-options.ts";
import type { SubjectVerdict as SubjectVerdictData } from "../../validation/verdict.ts";
import type { VerdictOnRecord } from "../../validation/verdict-on-record.ts";
import {
  Decision,
  FindingOutcome,
  RemedyAction,
  RuleId,
  TpmOutcome,
  TpmProvisioning,
  TpmStatus,
  WarningCode,
  Workflow,
} from "../enums.ts";
import { shows } from "../shows.ts";

@ObjectType({
  description: "One way to resolve a finding.",
  simpleResolvers: true,
})
export class Remedy {
  @Field(() => RemedyAction, { description: "What to do." })
  action!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The version to reach: the lowest vCenter version, for example 7.0.2, or the lowest or highest hardware version, for example vmx-14.",
  })
  version!: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "The option to choose." })
  tpmProvisioning!: string | null;
}

@ObjectType({ description: "What one rule found.", simpleResolvers: true })
export class Finding {
  @Field(() => RuleId, { description: "The rule." })
  rule!: string;

  @Field(() => String, { description: "The rule as a short statement." })
  title!: string;

  @Field(() => FindingOutcome, { description: "The outcome." })
  outcome!: string;

  @Field(() => String, {
    nullable: true,
    description: "The name of the VM. Null if the finding concerns the workflow as a whole.",
  })
  subject!: string | null;

  @Field(() => [Remedy], { description: "The ways to resolve it. Any one of them is enough." })
  remedies!: Remedy[];
}

@ObjectType({ description: "The TPM options.", simpleResolvers: true })
@shows<TpmOptionsData>()
export class TpmOptions {
  @Field(() => [TpmProvisioning], {
    description: "The options that you can request. Empty if no VM concerned has a TPM.",
  })
  offered!: readonly string[];

  @Field(() => TpmProvisioning, { nullable: true, description: "The option that is used if you request none." })
  default!: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "The requested option, or the default." })
  chosen!: string | null;
}

@ObjectType({ description: "The verdict on one VM.", simpleResolvers: true })
@shows<SubjectVerdictData>()
export class SubjectVerdict {
  @Field(() => String, { description: "The VM's name." })
  name!: string;

  @Field(() => TpmStatus, { description: "Whether the VM has a TPM before the workflow." })
  tpmStatus!: string;

  @Field(() => TpmOutcome, { description: "What the workflow does to the VM's TPM." })
  outcome!: string;

  @Field(() => Decision, { description: "The decision from the findings on this VM." })
  decision!: string;
}

@ObjectType({
  description: "Whether a workflow may be carried out, how, and if not, exactly why and what would mend it.",
  simpleResolvers: true,
})
@shows<VerdictOnRecord>()
export class Verdict {
  @Field(() => Int, {
    description:
      "The version of the rules that it was reached by. It grows whenever the meaning of a rule changes; 0 is from before it was counted.",
  })
  rulesVersion!: number;

  @Field(() => Boolean, {
    description:
      "Whether it has all findings. False: only the findings that ask for something were kept. Their outcomes are WARN, BLOCK and UNKNOWN.",
  })
  complete!: boolean;

  @Field(() => Decision, { description: "The outcome." })
  decision!: string;

  @Field(() => Workflow, { description: "What was asked." })
  workflow!: string;

  @Field(() => Boolean, { description: "Whether source and destination are in different vCenters." })
  crossVcenter!: boolean;

  @Field(() => TpmOptions, { description: "The TPM options." })
  tpm!: TpmOptions;

  @Field(() => [RuleId], { description: "The rules that block it, in the order in which to mend them." })
  blockedBy!: readonly string[];

  @Field(() => [WarningCode], {
    description: "Warnings that the mutation carries out only when its acknowledgeWarnings names them.",
  })
  warningsToAcknowledge!: readonly string[];
}
