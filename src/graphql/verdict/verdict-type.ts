import { Field, Int, ObjectType } from "type-graphql";
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

@ObjectType({
  description: "One change that makes a finding pass, on the object that it names.",
  simpleResolvers: true,
})
export class Remedy {
  @Field(() => RemedyAction, { description: "What to do." })
  action!: string;

  @Field(() => String, {
    nullable: true,
    description: "A version that will do: of a vCenter the least, 7.0.2; of hardware the least or the highest, vmx-14.",
  })
  version!: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "The option to choose." })
  tpmProvisioning!: string | null;
}

@ObjectType({ description: "What one rule found.", simpleResolvers: true })
export class Finding {
  @Field(() => RuleId, { description: "The rule." })
  rule!: string;

  @Field(() => String, { description: "The rule in a few words." })
  title!: string;

  @Field(() => FindingOutcome, { description: "What it comes to." })
  outcome!: string;

  @Field(() => String, {
    nullable: true,
    description: "Name of the VM that it is about; null when it concerns the whole.",
  })
  subject!: string | null;

  @Field(() => [Remedy], { description: "What would mend it: any one of these." })
  remedies!: Remedy[];
}

@ObjectType({ description: "Which TPM options there are.", simpleResolvers: true })
export class TpmOptions {
  @Field(() => [TpmProvisioning], { description: "What may be asked for; empty where no VM concerned has a TPM." })
  offered!: string[];

  @Field(() => TpmProvisioning, { nullable: true, description: "What is taken if nothing is asked for." })
  default!: string | null;

  @Field(() => TpmProvisioning, { nullable: true, description: "What was asked for, else the default." })
  chosen!: string | null;
}

@ObjectType({ description: "The verdict on one of the VMs concerned.", simpleResolvers: true })
export class SubjectVerdict {
  @Field(() => String, { description: "The VM's name." })
  name!: string;

  @Field(() => TpmStatus, { description: "Whether it has a TPM before." })
  tpmStatus!: string;

  @Field(() => TpmOutcome, { description: "What happens to its TPM." })
  outcome!: string;

  @Field(() => Decision, { description: "What the findings on this VM come to." })
  decision!: string;
}

@ObjectType({
  description: "Whether a workflow may be carried out, how, and if not, exactly why and what would mend it.",
  simpleResolvers: true,
})
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

  @Field(() => Decision, { description: "What it comes to." })
  decision!: string;

  @Field(() => Workflow, { description: "What was asked." })
  workflow!: string;

  @Field(() => Boolean, { description: "Whether source and destination are in different vCenters." })
  crossVcenter!: boolean;

  @Field(() => TpmOptions, { description: "Which TPM options there are." })
  tpm!: TpmOptions;

  @Field(() => [RuleId], { description: "The rules that block it, in the order in which to mend them." })
  blockedBy!: string[];

  @Field(() => [WarningCode], {
    description: "Warnings that the mutation carries out only when its acknowledgeWarnings names them.",
  })
  warningsToAcknowledge!: string[];
}
