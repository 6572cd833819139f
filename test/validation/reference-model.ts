import type {
  PlaceFacts,
  PlaceReference,
  SubjectFacts,
  TemplateFacts,
  Facts as ValidationFacts,
} from "../../src/validation/facts.ts";
import type {
  Decision,
  FindingOutcome,
  RuleId,
  TpmOutcome,
  TpmProvisioning,
  TpmStatus,
  Workflow,
} from "../../src/validation/vocabulary.ts";

/**
 * The same decisions once more, written from rules.md alone and as naively as possible. It shares
 * nothing with `src/validation` but the types, and treats what is not known in another way: it
 * supposes both answers and compares.
 */
export interface ReferenceVerdict {
  readonly decision: Decision;
  readonly offered: readonly TpmProvisioning[];
  readonly chosen: TpmProvisioning | null;
  readonly outcomes: readonly TpmOutcome[];
  /** By rule: what it finds about the whole, or about each subject. */
  readonly found: Readonly<Record<string, readonly FindingOutcome[]>>;
}

/** The facts with their places spelled out; null is "none". */
interface Facts extends Omit<ValidationFacts, "source" | "destination" | "template"> {
  readonly source: PlaceFacts | null;
  readonly destination: PlaceFacts | null;
  readonly template: TemplateFacts | null;
}

function spellOut(facts: ValidationFacts): Facts {
  const placeAt = (reference: PlaceReference | undefined): PlaceFacts | null => {
    const vcenter = reference && facts.vcenters[reference.vcenterId];
    const cluster = reference && facts.clusters[reference.clusterId];
    return vcenter && cluster ? { vcenter, cluster } : null;
  };
  const { source, destination, template = null } = facts;
  return { ...facts, source: placeAt(source), destination: placeAt(destination), template };
}

export function decideByReference(given: ValidationFacts): ReferenceVerdict {
  const facts = spellOut(given);
  const perSubject = (judge: (subject: SubjectFacts) => FindingOutcome) => facts.subjects.map(judge);
  const found: Record<RuleId, readonly FindingOutcome[]> = {
    "vcenter-connected": vcenterConnected(facts),
    "tpm-option-offered": [tpmOptionOffered(facts)],
    "guest-os-supports-tpm": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, guestOs))),
    "firmware-is-efi": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, firmware))),
    "hardware-version-14": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, hardware))),
    "vcenter-supports-guest": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, vcenterForGuest))),
    "vdc-supports-tpm": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, vdc))),
    "one-tpm-per-vm": perSubject((vm) => eitherWay(facts, vm, (f, v) => prerequisite(f, v, oneTpm))),
    "vm-home-encryption": perSubject((vm) => vmHome(facts, vm)),
    "powered-off-to-change-tpm": perSubject((vm) => eitherWay(facts, vm, poweredOff)),
    "no-snapshots-to-change-tpm": perSubject((vm) => eitherWay(facts, vm, noSnapshots)),
    "tpm-removal-acknowledged": perSubject((vm) => removal(facts, vm)),
    "key-provider-on-target": perSubject((vm) => eitherWay(facts, vm, keyProviderOnTarget)),
    "key-provider-same-kms": perSubject((vm) => eitherWay(facts, vm, sameKms)),
    "shared-storage-or-fast-cross-vcenter": perSubject((vm) => eitherWay(facts, vm, storage)),
    "export-carries-no-tpm-state": [exportOrCapture(facts)],
    "sync-carries-no-tpm-state": ["NOT_APPLICABLE"],
  };
  const all = Object.values(found).flat();
  const notBlocked = all.includes("UNKNOWN") ? "UNDETERMINED" : "ALLOWED";
  return {
    decision: all.includes("BLOCK") ? "BLOCKED" : notBlocked,
    offered: offered(facts),
    chosen: chosen(facts),
    outcomes: facts.subjects.map((vm) => outcome(facts, vm.tpm === "UNKNOWN" ? { ...vm, tpm: "PRESENT" } : vm)),
    found,
  };
}

/**
 * Section 2: a missing fact is neither a pass nor a block. A rule that blocks a VM with a TPM, and not
 * the same VM without one, says UNKNOWN of a VM of which it is not known; likewise for a template of
 * which it is not known what it was captured with.
 */
function eitherWay(
  facts: Facts,
  vm: SubjectFacts,
  judge: (facts: Facts, vm: SubjectFacts) => FindingOutcome,
): FindingOutcome {
  const suppose = (tpm: TpmStatus, captured: TpmProvisioning | null) => {
    const supposed = { ...vm, tpm };
    const template = facts.template && { ...facts.template, tpmProvisioning: captured };
    const subjects = facts.subjects.map((one) => (one === vm ? supposed : one));
    return judge({ ...facts, template, subjects }, supposed);
  };
  const tpms: TpmStatus[] = vm.tpm === "UNKNOWN" ? ["PRESENT", "NOT_PRESENT"] : [vm.tpm];
  const recorded = facts.template?.tpmProvisioning ?? null;
  const captures: (TpmProvisioning | null)[] =
    facts.template !== null && recorded === null ? ["COPY", "REPLACE"] : [recorded];
  const answers = tpms.flatMap((tpm) => captures.map((captured) => suppose(tpm, captured)));
  const [worst = "NOT_APPLICABLE"] = answers;
  if (worst === "BLOCK" && answers.some((answer) => answer !== "BLOCK")) return "UNKNOWN";
  return worst;
}

// Section 5.

const NO_OPTION: Workflow[] = [
  "CREATE_VM",
  "ADD_VM_TO_VAPP",
  "RECONFIGURE_VM",
  "CREATE_VAPP_FROM_OVF",
  "CREATE_VAPP_TEMPLATE_FROM_OVF",
  "EXPORT_VAPP_TEMPLATE",
];

function offered(facts: Facts): readonly TpmProvisioning[] {
  const { workflow } = facts;
  if (NO_OPTION.includes(workflow)) return [];
  if (facts.subjects.every((vm) => vm.tpm === "NOT_PRESENT")) return [];
  if (workflow === "COPY_VM" || workflow === "COPY_VAPP") {
    const version = readVersion(facts.destination);
    return version !== null && version >= 80000 ? ["COPY", "REPLACE"] : ["COPY"];
  }
  if (workflow === "CAPTURE_VM" || workflow === "CAPTURE_VAPP") return ["COPY", "REPLACE"];
  if (workflow.startsWith("MOVE") || workflow.startsWith("IMPORT")) return ["COPY"];
  const captured = facts.template?.tpmProvisioning ?? null;
  return captured === null ? [] : [captured];
}

function chosen(facts: Facts): TpmProvisioning | null {
  if (NO_OPTION.includes(facts.workflow)) return null;
  if (facts.subjects.every((vm) => vm.tpm === "NOT_PRESENT")) return null;
  return facts.request.tpmProvisioning ?? offered(facts)[0] ?? null;
}

function outcome(facts: Facts, vm: SubjectFacts): TpmOutcome {
  const { workflow } = facts;
  if (workflow === "EXPORT_VAPP_TEMPLATE") return "NONE";
  if (NO_OPTION.includes(workflow)) {
    if (vm.tpmRequested === true) return "ATTACH_NEW";
    if (vm.tpm === "NOT_PRESENT") return "NONE";
    if (vm.tpmRequested === false) return "REMOVE";
    return vm.hardwareChanges.length > 0 ? "KEEP" : "NONE";
  }
  if (vm.tpm === "NOT_PRESENT") return "NONE";
  if (chosen(facts) === "REPLACE") return "ATTACH_NEW";
  if (workflow.startsWith("MOVE")) return "KEEP";
  if (workflow.startsWith("IMPORT")) return facts.request.importMode === "MOVE" ? "KEEP" : "COPY";
  return "COPY";
}

function tpmOptionOffered(facts: Facts): FindingOutcome {
  const asked = facts.request.tpmProvisioning;
  const ignored: FindingOutcome = asked === undefined ? "NOT_APPLICABLE" : "WARN";
  if (NO_OPTION.includes(facts.workflow)) return ignored;
  if (facts.subjects.every((vm) => vm.tpm === "NOT_PRESENT")) return ignored;
  if (facts.template !== null && facts.template.tpmProvisioning === null) return "UNKNOWN";
  if (asked === undefined || offered(facts).includes(asked)) return "PASS";
  const isCopy = facts.workflow === "COPY_VM" || facts.workflow === "COPY_VAPP";
  if (isCopy && readVersion(facts.destination) === null) return "UNKNOWN";
  return facts.subjects.some((vm) => vm.tpm === "PRESENT") ? "BLOCK" : "UNKNOWN";
}

// Section 3.

function vcenterConnected({ source, destination }: Facts): FindingOutcome[] {
  const statuses = new Map<string, string>();
  if (source) statuses.set(source.vcenter.id, source.vcenter.status);
  if (destination) statuses.set(destination.vcenter.id, destination.vcenter.status);
  return [...statuses.values()].map((status) => {
    if (status === "CONNECTED") return "PASS";
    return status === "DISCONNECTED" ? "BLOCK" : "UNKNOWN";
  });
}

function prerequisite(
  facts: Facts,
  vm: SubjectFacts,
  judge: (vm: SubjectFacts, destination: PlaceFacts, facts: Facts) => FindingOutcome,
): FindingOutcome {
  const happens = outcome(facts, vm);
  if (happens === "NONE" || happens === "REMOVE" || facts.destination === null) return "NOT_APPLICABLE";
  return judge(vm, facts.destination, facts);
}

function guestOs(vm: SubjectFacts): FindingOutcome {
  switch (vm.guestId) {
    case "windows2019srv_64Guest":
    case "winLonghorn64Guest":
    case "ubuntu64Guest":
      return "PASS";
    case "winVistaGuest":
    case "freebsd14_64Guest":
      return "BLOCK";
    default:
      return "UNKNOWN";
  }
}

function firmware(vm: SubjectFacts): FindingOutcome {
  if (vm.firmware === null) return "UNKNOWN";
  return vm.firmware === "EFI" ? "PASS" : "BLOCK";
}

function hardware(vm: SubjectFacts, { cluster }: PlaceFacts): FindingOutcome {
  if (vm.hardwareVersion === null) return "UNKNOWN";
  if (vm.hardwareVersion < 14) return "BLOCK";
  if (cluster.maxHardwareVersion === null) return "UNKNOWN";
  return vm.hardwareVersion > cluster.maxHardwareVersion ? "BLOCK" : "PASS";
}

function vcenterForGuest(vm: SubjectFacts, destination: PlaceFacts): FindingOutcome {
  const version = readVersion(destination);
  if (version === null) return "UNKNOWN";
  if (version < 60700) return "BLOCK";
  if (version >= 70002) return "PASS";
  if (vm.guestId === "ubuntu64Guest" || vm.guestId === "crxPod1Guest") return "BLOCK";
  return vm.guestId === null || vm.guestId === "plan9Guest" ? "UNKNOWN" : "PASS";
}

function vdc(_vm: SubjectFacts, { vcenter, cluster }: PlaceFacts): FindingOutcome {
  const inForce = cluster.defaultKeyProvider ?? vcenter.defaultKeyProvider;
  for (const { name, status } of vcenter.kmsRegistrations) {
    if (name !== inForce) continue;
    if (status === "CONNECTED") return "PASS";
    return status === "DISCONNECTED" ? "BLOCK" : "UNKNOWN";
  }
  return vcenter.kmsInventoried ? "BLOCK" : "UNKNOWN";
}

function oneTpm(vm: SubjectFacts, _destination: PlaceFacts, { workflow }: Facts): FindingOutcome {
  return workflow === "RECONFIGURE_VM" && vm.tpmRequested === true && vm.tpm === "PRESENT" ? "BLOCK" : "PASS";
}

function vmHome(facts: Facts, vm: SubjectFacts): FindingOutcome {
  const happens = outcome(facts, vm.tpm === "UNKNOWN" ? { ...vm, tpm: "PRESENT" } : vm);
  if (happens === "NONE" || happens === "REMOVE") return "NOT_APPLICABLE";
  if (vm.tpm === "UNKNOWN") return "UNKNOWN";
  if (vm.tpm === "NOT_PRESENT" || facts.template?.tpmProvisioning === "REPLACE") return "PASS";
  return vm.keyProvider === null ? "UNKNOWN" : "PASS";
}

// Section 4.

function changesTpm(facts: Facts, vm: SubjectFacts): boolean {
  return facts.workflow === "RECONFIGURE_VM" && ["ATTACH_NEW", "REMOVE"].includes(outcome(facts, vm));
}

function poweredOff(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (!changesTpm(facts, vm)) return "NOT_APPLICABLE";
  if (vm.powerState === null) return "UNKNOWN";
  return vm.powerState === "POWERED_OFF" ? "PASS" : "BLOCK";
}

function noSnapshots(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (!changesTpm(facts, vm)) return "NOT_APPLICABLE";
  if (vm.snapshotCount === null) return "UNKNOWN";
  return vm.snapshotCount === 0 ? "PASS" : "BLOCK";
}

function removal(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (facts.workflow !== "RECONFIGURE_VM" || vm.tpmRequested !== false) return "NOT_APPLICABLE";
  if (vm.tpm === "PRESENT") return "WARN";
  return vm.tpm === "UNKNOWN" ? "UNKNOWN" : "NOT_APPLICABLE";
}

// Section 6.

function crossesWithState({ workflow, source, destination, template }: Facts, vm: SubjectFacts): boolean {
  if (source === null || destination === null || source.vcenter.id === destination.vcenter.id) return false;
  if (workflow === "RECONFIGURE_VM" || vm.tpm === "NOT_PRESENT") return false;
  return template === null || template.tpmProvisioning === "COPY";
}

function keyProviderOnTarget(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (!crossesWithState(facts, vm) || facts.destination === null) return "NOT_APPLICABLE";
  if (vm.keyProvider === null) return "UNKNOWN";
  for (const { name } of facts.destination.vcenter.kmsRegistrations) if (name === vm.keyProvider) return "PASS";
  return facts.destination.vcenter.kmsInventoried ? "BLOCK" : "UNKNOWN";
}

function sameKms(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (!crossesWithState(facts, vm) || facts.source === null || facts.destination === null) return "NOT_APPLICABLE";
  const ours = facts.source.vcenter.kmsRegistrations.find(({ name }) => name === vm.keyProvider);
  const theirs = facts.destination.vcenter.kmsRegistrations.find(({ name }) => name === vm.keyProvider);
  if (!theirs) return "NOT_APPLICABLE";
  if (!ours?.kmsClusterUuid || !theirs.kmsClusterUuid) return "PASS";
  return ours.kmsClusterUuid === theirs.kmsClusterUuid ? "PASS" : "WARN";
}

function storage(facts: Facts, vm: SubjectFacts): FindingOutcome {
  if (!crossesWithState(facts, vm) || facts.destination === null) return "NOT_APPLICABLE";
  const { vcenter, cluster } = facts.destination;
  const mounted = cluster.mountedVolumeIds;
  const isKnown = vm.volumes !== null && mounted !== null;
  if (isKnown && vm.volumes.every(({ id }) => mounted.includes(id))) return "PASS";
  if (vcenter.fastCrossVcenterInstantiation === true) return "PASS";
  return isKnown && vcenter.fastCrossVcenterInstantiation === false ? "BLOCK" : "UNKNOWN";
}

// Section 7.

function exportOrCapture(facts: Facts): FindingOutcome {
  const has = facts.subjects.some((vm) => vm.tpm === "PRESENT");
  const mayHave = facts.subjects.some((vm) => vm.tpm !== "NOT_PRESENT");
  if (facts.workflow === "CAPTURE_VM" || facts.workflow === "CAPTURE_VAPP") {
    if (!mayHave) return "NOT_APPLICABLE";
    return chosen(facts) === "REPLACE" ? "PASS" : "WARN";
  }
  if (facts.workflow !== "EXPORT_VAPP_TEMPLATE") return "NOT_APPLICABLE";
  if (!mayHave || facts.template?.tpmProvisioning === "REPLACE") return "PASS";
  return has && facts.template?.tpmProvisioning === "COPY" ? "BLOCK" : "UNKNOWN";
}

/** `7.0 Update 2` is 70002; null for what is no version. */
function readVersion(place: PlaceFacts | null): number | null {
  const text = place?.vcenter.version ?? null;
  if (text === null || !/^\d/.test(text)) return null;
  const [major = 0, minor = 0, update = 0] = text
    .replace(/ Update |U/, ".")
    .split(".")
    .map(Number);
  return major * 10000 + minor * 100 + update;
}
