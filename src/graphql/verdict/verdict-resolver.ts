import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { audienceOf } from "../../inventory/access/scope.ts";
import { findingsOf, type SubjectVerdict as SubjectVerdictData } from "../../validation/verdict.ts";
import type { FindingOnRecord, RemedyOnRecord, VerdictOnRecord } from "../../validation/verdict-on-record.ts";
import type { FindingOutcome as FindingOutcomeValue } from "../../validation/vocabulary.ts";
import { sayRemedy } from "../../validation/words/remedy-words.ts";
import { sayStatement, sayVerdict } from "../../validation/words/say.ts";
import type { GatewayContext } from "../context.ts";
import { FindingOutcome } from "../enums.ts";
import { StorageVolume } from "../storage/storage-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Vm } from "../vm/vm-type.ts";
import { type ShownFinding, showFinding } from "./show-finding.ts";
import { Finding, Remedy, SubjectVerdict, Verdict } from "./verdict-type.ts";

const outcomesArgument = { nullable: true, description: "Only findings with these outcomes. Default: all." };

function show(
  findings: readonly FindingOnRecord[],
  outcomes: readonly FindingOutcomeValue[] | null,
  { subjects }: VerdictOnRecord,
): ShownFinding[] {
  return findings
    .filter(({ outcome }) => !outcomes || outcomes.includes(outcome))
    .map((finding) => showFinding(finding, subjects));
}

/** One of a verdict's subjects: its findings are looked up in the verdict. */
interface ShownSubject extends SubjectVerdictData {
  readonly index: number;
  readonly verdict: VerdictOnRecord;
}

@Resolver(() => Verdict)
export class VerdictResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The one line to show a person; null when it is allowed.",
  })
  message(@Root() verdict: VerdictOnRecord, @Ctx() { scope }: GatewayContext) {
    return sayVerdict(verdict, audienceOf(scope));
  }

  @FieldResolver(() => [SubjectVerdict], { description: "One for each VM concerned." })
  subjects(@Root() verdict: VerdictOnRecord): ShownSubject[] {
    return verdict.subjects.map((subject, index) => ({ ...subject, index, verdict }));
  }

  @FieldResolver(() => [Finding], {
    description: "What each rule found on each VM and on the whole, in the order in which to mend it.",
  })
  findings(
    @Root() verdict: VerdictOnRecord,
    @Arg("outcomes", () => [FindingOutcome], outcomesArgument) outcomes: FindingOutcomeValue[] | null,
  ) {
    return show(verdict.findings, outcomes, verdict);
  }
}

@Resolver(() => SubjectVerdict)
export class SubjectVerdictResolver {
  @FieldResolver(() => Vm, { nullable: true, description: "The VM. Null if it does not exist yet, or no longer." })
  vm(@Root() { vmId }: SubjectVerdictData, @Ctx() { reader }: GatewayContext) {
    return vmId && reader.find("Vm", vmId);
  }

  @FieldResolver(() => [Finding], { description: "The findings on this VM, in the order in which to resolve them." })
  findings(
    @Root() { index, verdict }: ShownSubject,
    @Arg("outcomes", () => [FindingOutcome], outcomesArgument) outcomes: FindingOutcomeValue[] | null,
  ) {
    return show(findingsOf(verdict, index), outcomes, verdict);
  }
}

@Resolver(() => Finding)
export class FindingResolver {
  @FieldResolver(() => String, {
    description:
      "What happened, in one line. Where VMware Cloud Director has a message for it, this is that message, word for word.",
  })
  message(@Root() { what }: ShownFinding, @Ctx() { scope }: GatewayContext) {
    return sayStatement(what, audienceOf(scope)).message;
  }

  @FieldResolver(() => String, {
    description:
      "Why. The provider's administrator reads which VM, key provider, vCenter and storage volume. A member of an organization reads no name of the provider's own objects.",
  })
  explanation(@Root() { what }: ShownFinding, @Ctx() { scope }: GatewayContext) {
    return sayStatement(what, audienceOf(scope)).explanation;
  }
}

@Resolver(() => Remedy)
export class RemedyResolver {
  @FieldResolver(() => String, { description: "The remedy as a sentence." })
  description(@Root() remedy: RemedyOnRecord, @Ctx() { scope }: GatewayContext) {
    return sayRemedy(remedy, audienceOf(scope));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The key provider that it concerns. Only the provider's administrator sees it.",
  })
  keyProviderName(@Root() { keyProviderName }: RemedyOnRecord, @Ctx() { scope }: GatewayContext) {
    return audienceOf(scope) === "provider" ? (keyProviderName ?? null) : null;
  }

  @FieldResolver(() => VCenter, { nullable: true, description: "The vCenter that it concerns." })
  vcenter(@Root() { vcenterId }: RemedyOnRecord, @Ctx() { reader }: GatewayContext) {
    return vcenterId && reader.find("VCenter", vcenterId);
  }

  @FieldResolver(() => Cluster, { nullable: true, description: "The cluster that it concerns." })
  cluster(@Root() { clusterId }: RemedyOnRecord, @Ctx() { reader }: GatewayContext) {
    return clusterId && reader.find("Cluster", clusterId);
  }

  @FieldResolver(() => Vm, { nullable: true, description: "The VM that it concerns." })
  vm(@Root() { vmId }: RemedyOnRecord, @Ctx() { reader }: GatewayContext) {
    return vmId && reader.find("Vm", vmId);
  }

  @FieldResolver(() => StorageVolume, { nullable: true, description: "The storage volume that it concerns." })
  storageVolume(@Root() { storageVolumeId }: RemedyOnRecord, @Ctx() { reader }: GatewayContext) {
    return storageVolumeId && reader.find("StorageVolume", storageVolumeId);
  }
}
