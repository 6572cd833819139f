import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Filter } from "../../inventory/reading/filter.ts";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../inventory/reading/page-arguments.ts";
import type {
  Decision as DecisionValue,
  RuleId as RuleIdValue,
  TpmProvisioning as TpmProvisioningValue,
} from "../../validation/vocabulary.ts";
import { defineEnumFilter } from "../comparators.ts";
import { Decision, RuleId, TpmProvisioning } from "../enums.ts";
import { defineConnection, filterOf } from "../list.ts";
import { lookupTypeNames } from "../lookup.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { Verdict } from "../verdict/verdict-type.ts";

@ObjectType({ description: "A VDC, and the verdict for it as the destination.", simpleResolvers: true })
export class Placement {
  @Field(() => Vdc, { description: "The VDC." })
  vdc!: Vdc;

  @Field(() => Verdict, { description: "The verdict of a preflight with this VDC as the destination." })
  verdict!: Verdict;
}

export const PlacementConnection = defineConnection("Placement", () => Placement, "placements");

@InputType({ description: "A VM to place." })
class PlaceVmInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;

  @Field(() => TpmProvisioning, { nullable: true, description: "The TPM option. Default: the workflow's default." })
  tpmProvisioning?: TpmProvisioningValue | null;
}

@InputType({ description: "A vApp to place." })
class PlaceVappInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;

  @Field(() => TpmProvisioning, { nullable: true, description: "The TPM option. Default: the workflow's default." })
  tpmProvisioning?: TpmProvisioningValue | null;
}

@InputType({ description: "A vApp template to instantiate." })
class PlaceTemplateInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;
}

@InputType({ description: "What to place, and how. Give exactly one." })
export class PlacementRequest {
  @Field(() => PlaceVmInput, { nullable: true, description: "Copy a VM." })
  copyVm?: PlaceVmInput | null;

  @Field(() => PlaceVmInput, { nullable: true, description: "Move a VM." })
  moveVm?: PlaceVmInput | null;

  @Field(() => PlaceVappInput, { nullable: true, description: "Copy a vApp." })
  copyVapp?: PlaceVappInput | null;

  @Field(() => PlaceVappInput, { nullable: true, description: "Move a vApp." })
  moveVapp?: PlaceVappInput | null;

  @Field(() => PlaceTemplateInput, { nullable: true, description: "Instantiate a vApp template." })
  instantiateVappTemplate?: PlaceTemplateInput | null;
}
lookupTypeNames.push("PlacementRequest");

const DecisionFilter = defineEnumFilter("Decision", Decision);
const RuleIdFilter = defineEnumFilter("RuleId", RuleId);

interface EnumComparison<V> {
  readonly eq?: V | null;
  readonly ne?: V | null;
  readonly in?: readonly V[] | null;
  readonly notIn?: readonly V[] | null;
}

@InputType({ description: "Which placements. All given criteria must hold." })
export class PlacementFilter {
  @Field(() => DecisionFilter, { nullable: true, description: "By the decision." })
  decision?: EnumComparison<DecisionValue> | null;

  @Field(() => RuleIdFilter, {
    nullable: true,
    description: "By the rules that block. eq and in: one of the blocking rules matches. ne and notIn: none matches.",
  })
  blockedBy?: EnumComparison<RuleIdValue> | null;

  @Field(() => filterOf("Vdc"), { nullable: true, description: "Only VDCs that match." })
  vdc?: Filter | null;

  @Field(() => filterOf("VCenter"), { nullable: true, description: "Only VDCs whose vCenter matches." })
  vcenter?: Filter | null;
}

@ArgsType()
export class PlacementArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the beginning, or behind \`after\`: 1 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} if left out.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Only objects after this cursor." })
  after?: string | null;

  @Field(() => PlacementFilter, { nullable: true, description: "Only the placements that match." })
  filter?: PlacementFilter | null;
}
