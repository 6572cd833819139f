import type {
  PlaceFacts,
  PlaceReference,
  SubjectFacts,
  TemplateFacts,
  Facts as ValidationFacts,
} from "../../src/validation/facts.ts";
import type { FindingOutcome, TpmOutcome, TpmProvisioning, Workflow } from "../../src/validation/vocabulary.ts";

/** The facts with their places spelled out; null is "none". */
export interface Facts extends Omit<ValidationFacts, "source" | "destination" | "template"> {
  readonly source: PlaceFacts | null;
  readonly destination: PlaceFacts | null;
  readonly template: TemplateFacts | null;
}

/** What a rule answers where nothing hangs on a missing fact any more. */
export type JudgeVm = (facts: Facts, vm: SubjectFacts) => FindingOutcome;
export type JudgeWhole = (facts: Facts) => FindingOutcome;

export function spellOut(facts: ValidationFacts): Facts {
  const placeAt = (reference: PlaceReference | undefined): PlaceFacts | null => {
    const vcenter = reference && facts.vcenters[reference.vcenterId];
    const cluster = reference && facts.clusters[reference.clusterId];
    return vcenter && cluster ? { ...reference, vcenter, cluster } : null;
  };
  const { source, destination, template = null } = facts;
  return { ...facts, source: placeAt(source), destination: placeAt(destination), template };
}

/** `7.0 Update 2` is 70002; null for what is no version. */
export function readVersion(place: PlaceFacts | null): number | null {
  const found = /(\d+)\.(\d+)(?:\.(\d+)| ?U(?:pdate )?(\d+))?/.exec(place?.vcenter.version ?? "");
  if (found === null) return null;
  const [, major, minor, third, update] = found;
  return Number(major) * 10000 + Number(minor) * 100 + Number(third ?? update ?? 0);
}

// Section 5.

export const CREATIONS: readonly Workflow[] = [
  "CREATE_VM",
  "ADD_VM_TO_VAPP",
  "CREATE_VAPP_FROM_OVF",
  "CREATE_VAPP_TEMPLATE_FROM_OVF",
];
/** What makes VMs of a template; neither its copy nor its move does. */
export const INSTANTIATIONS: readonly Workflow[] = [
  "INSTANTIATE_VAPP_TEMPLATE",
  "CREATE_VM_FROM_TEMPLATE",
  "ADD_TEMPLATE_VM_TO_VAPP",
];
/** The TPM is as the request says of each VM. */
export const AS_REQUESTED: readonly Workflow[] = [...CREATIONS, "RECONFIGURE_VM"];
const WITHOUT_OPTION: readonly Workflow[] = [...AS_REQUESTED, "EXPORT_VAPP_TEMPLATE", "REKEY_VM"];

export function isCapture({ workflow }: Facts): boolean {
  return workflow === "CAPTURE_VM" || workflow === "CAPTURE_VAPP";
}

function hasNothingToChoose(facts: Facts): boolean {
  return WITHOUT_OPTION.includes(facts.workflow) || facts.subjects.every((vm) => vm.tpm === "NOT_PRESENT");
}

export function offered(facts: Facts): readonly TpmProvisioning[] {
  if (hasNothingToChoose(facts)) return [];
  if (facts.template !== null) {
    return facts.template.tpmProvisioning === null ? [] : [facts.template.tpmProvisioning];
  }
  if (isCapture(facts)) return ["COPY", "REPLACE"];
  if (facts.workflow === "COPY_VM" || facts.workflow === "COPY_VAPP") {
    const version = readVersion(facts.destination);
    return version !== null && version >= 80000 ? ["COPY", "REPLACE"] : ["COPY"];
  }
  return ["COPY"];
}

export function chosen(facts: Facts): TpmProvisioning | null {
  if (hasNothingToChoose(facts)) return null;
  return facts.request.tpmProvisioning ?? offered(facts)[0] ?? null;
}

/** Nothing chosen, for it is not known what the template was captured with: what asks for the most. */
export function outcome(facts: Facts, vm: SubjectFacts): TpmOutcome {
  const { workflow } = facts;
  if (workflow === "EXPORT_VAPP_TEMPLATE" || workflow === "REKEY_VM") return "NONE";
  if (AS_REQUESTED.includes(workflow)) {
    if (vm.tpmRequested === true) return "ATTACH_NEW";
    if (vm.tpm === "NOT_PRESENT") return "NONE";
    if (vm.tpmRequested === false) return "REMOVE";
    return vm.hardwareChanges.length > 0 ? "KEEP" : "NONE";
  }
  if (vm.tpm === "NOT_PRESENT") return "NONE";
  if (workflow === "MOVE_VAPP_TEMPLATE") return "KEEP";
  if (chosen(facts) === "REPLACE") return "ATTACH_NEW";
  if (workflow.startsWith("MOVE") || facts.request.importMode === "MOVE") return "KEEP";
  return "COPY";
}

export const tpmOptionOffered: JudgeWhole = (facts) => {
  const asked = facts.request.tpmProvisioning;
  if (hasNothingToChoose(facts)) return asked === undefined ? "NOT_APPLICABLE" : "WARN";
  if (asked !== undefined && facts.template?.tpmProvisioning === null) return "UNKNOWN";
  // Of none is it known whether it has a TPM: what is offered is no less offered, and nothing else is settled.
  const isOpen = facts.subjects.every((vm) => vm.tpm !== "PRESENT");
  if (asked === undefined || offered(facts).includes(asked)) return "PASS";
  const hangsOnVersion = facts.workflow === "COPY_VM" || facts.workflow === "COPY_VAPP";
  return isOpen || (hangsOnVersion && readVersion(facts.destination) === null) ? "UNKNOWN" : "BLOCK";
};

export const powersOffToMove: JudgeVm = ({ workflow, request }, vm) => {
  if (workflow !== "MOVE_VAPP" || request.moveMethod === undefined) return "NOT_APPLICABLE";
  if (request.moveMethod === "MOVE_VAPP_API") return "PASS";
  if (vm.powerState === null) return "UNKNOWN";
  return vm.powerState === "POWERED_OFF" ? "PASS" : "BLOCK";
};

export const keepsSnapshots: JudgeVm = ({ workflow, request }, vm) => {
  if (workflow !== "MOVE_VM" && workflow !== "MOVE_VAPP") return "NOT_APPLICABLE";
  if (request.moveMethod === "MOVE_VAPP_API") return "PASS";
  return vm.snapshotCount === 0 ? "PASS" : "WARN";
};

export const keepsIdentityUnique: JudgeVm = (facts, vm) => (outcome(facts, vm) === "COPY" ? "WARN" : "NOT_APPLICABLE");

export const keepsSealedData: JudgeVm = (facts, vm) => {
  const isReplaced = outcome(facts, vm) === "ATTACH_NEW" && vm.tpm !== "NOT_PRESENT";
  return isReplaced && !AS_REQUESTED.includes(facts.workflow) ? "WARN" : "NOT_APPLICABLE";
};

/** Section 9. */
export const ovfIsReadWhole: JudgeVm = (_facts, { ovf }) => {
  if (ovf === undefined) return "NOT_APPLICABLE";
  return ovf.remarks.length + ovf.optionsWithTpm.length > 0 ? "WARN" : "PASS";
};
