import type { KmsRegistrationFacts, PlaceFacts, SubjectFacts } from "../../src/validation/facts.ts";
import type { ConnectionStatus, FindingOutcome, Workflow } from "../../src/validation/vocabulary.ts";
import {
  AS_REQUESTED,
  chosen,
  type Facts,
  INSTANTIATIONS,
  isCapture,
  type JudgeVm,
  type JudgeWhole,
  readVersion,
} from "./reference-options.ts";

// Section 1, of a VM of which nothing is missing.

function carriesKey({ workflow, template }: Facts, vm: SubjectFacts): boolean {
  if (workflow === "EXPORT_VAPP_TEMPLATE") return false;
  if (template?.tpmProvisioning === "REPLACE") return vm.encryptedByPolicy === true;
  return vm.tpm === "PRESENT" || vm.keyProvider !== null || vm.encryptedByPolicy === true;
}

function carriesTpmState({ template }: Facts, vm: SubjectFacts): boolean {
  return vm.tpm === "PRESENT" && template?.tpmProvisioning !== "REPLACE";
}

interface Crossing {
  readonly source: PlaceFacts;
  readonly destination: PlaceFacts;
}

function crossing({ source, destination }: Facts): Crossing | null {
  if (source === null || destination === null || source.vcenter.id === destination.vcenter.id) return null;
  return { source, destination };
}

function whereKeyCrosses(judge: (facts: Facts, vm: SubjectFacts, crossing: Crossing) => FindingOutcome): JudgeVm {
  return (facts, vm) => {
    const found = crossing(facts);
    return found !== null && carriesKey(facts, vm) ? judge(facts, vm, found) : "NOT_APPLICABLE";
  };
}

function registration({ vcenter }: PlaceFacts, name: string | null | undefined): KmsRegistrationFacts | null {
  return vcenter.kmsRegistrations.find((one) => one.name === name) ?? null;
}

function isConnected(status: ConnectionStatus): FindingOutcome {
  if (status === "UNKNOWN") return "UNKNOWN";
  return status === "CONNECTED" ? "PASS" : "BLOCK";
}

function isMissing({ vcenter }: PlaceFacts): FindingOutcome {
  return vcenter.kmsInventoried ? "BLOCK" : "UNKNOWN";
}

// Sections 3 and 6, of the whole.

export function vcentersAreConnected({ source, destination }: Facts): readonly FindingOutcome[] {
  const vcenters = new Map<string, ConnectionStatus>();
  for (const place of [source, destination]) if (place) vcenters.set(place.vcenter.id, place.vcenter.status);
  return [...vcenters.values()].map(isConnected);
}

export const vcentersTrust: JudgeWhole = (facts) => {
  const found = crossing(facts);
  if (found === null) return "NOT_APPLICABLE";
  const pair = [found.source.vcenter.id, found.destination.vcenter.id];
  const trust = facts.trusts.find(({ vcenterIds }) => pair.every((id) => vcenterIds.includes(id)));
  if (trust === undefined) return "WARN";
  return trust.trusted ? "PASS" : "BLOCK";
};

export const sameOrganization: JudgeWhole = (facts) => {
  const stays: readonly Workflow[] = ["COPY_VM", "COPY_VAPP", "MOVE_VM", "MOVE_VAPP"];
  if (!stays.includes(facts.workflow) && !isCapture(facts)) return "NOT_APPLICABLE";
  return facts.source?.organization === facts.destination?.organization ? "PASS" : "BLOCK";
};

export const templateIsShared: JudgeWhole = ({ workflow, template, destination }) => {
  const reads = INSTANTIATIONS.includes(workflow) || workflow === "COPY_VAPP_TEMPLATE";
  if (!reads || template === null) return "NOT_APPLICABLE";
  return template.published || template.organization === destination?.organization ? "PASS" : "BLOCK";
};

// Section 6, of each VM.

export const keyAtSource: JudgeVm = (facts, vm) => {
  const isReconfigured = facts.workflow === "RECONFIGURE_VM";
  const place = isReconfigured ? facts.destination : facts.source;
  if ((AS_REQUESTED.includes(facts.workflow) && !isReconfigured) || place === null) return "NOT_APPLICABLE";
  if (!carriesKey(facts, vm)) return "NOT_APPLICABLE";
  const attaches = vm.tpmRequested === true;
  const removes = vm.tpmRequested === false && vm.tpm === "PRESENT";
  if (isReconfigured && !attaches && !removes) return "NOT_APPLICABLE";
  const found = registration(place, vm.keyProvider);
  if (facts.workflow !== "REKEY_VM" && !isReconfigured) return found?.status === "CONNECTED" ? "PASS" : "WARN";
  if (vm.keyProvider === null) return "UNKNOWN";
  return found === null ? isMissing(place) : isConnected(found.status);
};

export const keyProviderOnTarget = whereKeyCrosses((_facts, vm, { destination }) => {
  if (vm.keyProvider === null) return "UNKNOWN";
  return registration(destination, vm.keyProvider) === null ? isMissing(destination) : "PASS";
});

export const sameKms = whereKeyCrosses((_facts, vm, { source, destination }) => {
  const [ours, theirs] = [registration(source, vm.keyProvider), registration(destination, vm.keyProvider)];
  if (ours === null && theirs?.type === "NATIVE" && !source.vcenter.kmsInventoried) return "UNKNOWN";
  if (ours === null || theirs === null) return "NOT_APPLICABLE";
  const natives = [ours, theirs].filter(({ type }) => type === "NATIVE").length;
  if (natives === 1) return "BLOCK";
  const isKnown = ours.kmsClusterUuid !== null && theirs.kmsClusterUuid !== null;
  const isSame = ours.kmsClusterUuid === theirs.kmsClusterUuid;
  if (natives === 2) {
    if (!isKnown) return "UNKNOWN";
    return isSame ? "PASS" : "BLOCK";
  }
  if (ours.type !== theirs.type) return "WARN";
  return isKnown && !isSame ? "WARN" : "PASS";
});

export const keyAtDestination: JudgeVm = (facts, vm) => {
  if (facts.workflow === "REKEY_VM" && facts.destination !== null) {
    const found = registration(facts.destination, facts.request.keyProviderName);
    if (found?.type === "NATIVE" && found.backedUp === false) return "BLOCK";
    if (found?.status !== "CONNECTED") return found === null ? isMissing(facts.destination) : isConnected(found.status);
    return vm.powerState === "POWERED_OFF" ? "PASS" : "WARN";
  }
  return whereKeyCrosses((_facts, _vm, { destination }) => {
    const found = registration(destination, vm.keyProvider);
    if (found === null) return "NOT_APPLICABLE";
    const answers = [isConnected(found.status)];
    if (found.type === "NATIVE") {
      const numbers = [
        [readVersion(destination), 70002],
        [destination.cluster.maxHardwareVersion, 19],
      ] as const;
      for (const [is, least] of numbers) answers.push(is === null ? "UNKNOWN" : is < least ? "BLOCK" : "PASS");
      if (found.backedUp === false) answers.push("BLOCK");
    }
    return (["BLOCK", "UNKNOWN"] as const).find((answer) => answers.includes(answer)) ?? "PASS";
  })(facts, vm);
};

export const vcentersMoveEncrypted = whereKeyCrosses(({ workflow, request }, _vm, { source, destination }) => {
  const versions = [readVersion(source), readVersion(destination)];
  if (versions.every((version) => version !== null && version >= 70000)) return "PASS";
  const isMove = workflow === "MOVE_VM" || workflow === "MOVE_VAPP" || request.importMode === "MOVE";
  if (!isMove) return "WARN";
  return versions.some((version) => version !== null && version < 70000) ? "BLOCK" : "UNKNOWN";
});

export const storageIsShared: JudgeVm = (facts, vm) => {
  const found = crossing(facts);
  if (found === null || !carriesTpmState(facts, vm)) return "NOT_APPLICABLE";
  if (facts.request.moveMethod === "MOVE_VAPP_API") return "NOT_APPLICABLE";
  const { vcenter, cluster } = found.destination;
  const mounted = cluster.mountedVolumeIds;
  const isKnown = vm.volumes !== null && mounted !== null;
  if (vm.volumes?.length === 0) return "PASS";
  if (isKnown && vm.volumes.every(({ id }) => mounted.includes(id))) return "PASS";
  if (vcenter.fastCrossVcenterInstantiation === true) return "PASS";
  return isKnown && vcenter.fastCrossVcenterInstantiation === false ? "BLOCK" : "UNKNOWN";
};

// Section 7.

export const exportsNoTpmState: JudgeWhole = (facts) => {
  if (facts.workflow !== "EXPORT_VAPP_TEMPLATE") return "NOT_APPLICABLE";
  const withCopy = facts.template?.tpmProvisioning === "COPY";
  const isWithheld = facts.subjects.some((vm) => vm.encryptedByPolicy === true || (withCopy && vm.tpm === "PRESENT"));
  return isWithheld ? "BLOCK" : "PASS";
};

/** Merely warns, and of what is known alone: the template is judged by what it turns out to be. */
export const captureCarriesNoTpmState: JudgeWhole = (facts) => {
  const byPolicy = ({ tpm, keyProvider, encryptedByPolicy }: SubjectFacts) =>
    encryptedByPolicy ?? (tpm === "NOT_PRESENT" && keyProvider !== null);
  if (facts.subjects.some(byPolicy)) return "WARN";
  if (facts.subjects.every((vm) => vm.tpm === "NOT_PRESENT")) return "NOT_APPLICABLE";
  return chosen(facts) === "COPY" ? "WARN" : "PASS";
};
