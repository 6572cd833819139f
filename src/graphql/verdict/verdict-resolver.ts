import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Finding as FindingData, Remedy as RemedyData } from "../../validation/rule.ts";
import type { SubjectVerdict as SubjectVerdictData, Verdict as VerdictData } from "../../validation/verdict.ts";
import type { FindingOutcome as FindingOutcomeValue } from "../../validation/vocabulary.ts";
import type { GatewayContext } from "../context.ts";
import { FindingOutcome } from "../enums.ts";
import { StorageVolume } from "../storage/storage-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Vm } from "../vm/vm-type.ts";
import { Finding, Remedy, SubjectVerdict, Verdict } from "./verdict-type.ts";

const outcomesArgument = { nullable: true, description: "Only findings with one of these outcomes; all if left out." };

function withOutcomes(findings: readonly FindingData[], outcomes: readonly FindingOutcomeValue[] | null) {
  return outcomes ? findings.filter((finding) => outcomes.includes(finding.outcome)) : findings;
}

@Resolver(() => Verdict)
export class VerdictResolver {
  @FieldResolver(() => [Finding], {
    description: "What each rule found on each VM and on the whole, in the order in which to mend it.",
  })
  findings(
    @Root() { findings }: VerdictData,
    @Arg("outcomes", () => [FindingOutcome], outcomesArgument) outcomes: FindingOutcomeValue[] | null,
  ) {
    return withOutcomes(findings, outcomes);
  }
}

@Resolver(() => SubjectVerdict)
export class SubjectVerdictResolver {
  @FieldResolver(() => Vm, { nullable: true, description: "The VM; null for one that is yet to be, or is no more." })
  vm(@Root() { vmId }: SubjectVerdictData, @Ctx() { reader }: GatewayContext) {
    return vmId && reader.find("Vm", vmId);
  }

  @FieldResolver(() => [Finding], { description: "What each rule found on this VM, in the order in which to mend it." })
  findings(
    @Root() { findings }: SubjectVerdictData,
    @Arg("outcomes", () => [FindingOutcome], outcomesArgument) outcomes: FindingOutcomeValue[] | null,
  ) {
    return withOutcomes(findings, outcomes);
  }
}

@Resolver(() => Remedy)
export class RemedyResolver {
  @FieldResolver(() => VCenter, { nullable: true, description: "The vCenter that it concerns." })
  vcenter(@Root() { vcenterId }: RemedyData, @Ctx() { reader }: GatewayContext) {
    return vcenterId && reader.find("VCenter", vcenterId);
  }

  @FieldResolver(() => Cluster, { nullable: true, description: "The cluster that it concerns." })
  cluster(@Root() { clusterId }: RemedyData, @Ctx() { reader }: GatewayContext) {
    return clusterId && reader.find("Cluster", clusterId);
  }

  @FieldResolver(() => Vm, { nullable: true, description: "The VM that it concerns." })
  vm(@Root() { vmId }: RemedyData, @Ctx() { reader }: GatewayContext) {
    return vmId && reader.find("Vm", vmId);
  }

  @FieldResolver(() => StorageVolume, { nullable: true, description: "The storage volume that it concerns." })
  storageVolume(@Root() { storageVolumeId }: RemedyData, @Ctx() { reader }: GatewayContext) {
    return storageVolumeId && reader.find("StorageVolume", storageVolumeId);
  }
}
