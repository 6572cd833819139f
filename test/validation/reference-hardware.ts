import type { PlaceFacts, SubjectFacts } from "../../src/validation/facts.ts";
import type { FindingOutcome, TpmOutcome } from "../../src/validation/vocabulary.ts";
import { CREATIONS, INSTANTIATIONS, type JudgeVm, outcome, readVersion } from "./reference-options.ts";

interface Guest {
  readonly family: "WINDOWS" | "LINUX" | "OTHER";
  /** Null: the table does not say. */
  readonly supportsTpm: boolean | null;
  readonly since: number;
}

/** The few of guest-os.csv that the cases use. What is not here is not in the table. */
const GUESTS: Readonly<Record<string, Guest>> = {
  winVistaGuest: { family: "WINDOWS", supportsTpm: false, since: 0 },
  winLonghorn64Guest: { family: "WINDOWS", supportsTpm: true, since: 0 },
  windows2019srv_64Guest: { family: "WINDOWS", supportsTpm: true, since: 0 },
  windows2022srvNext_64Guest: { family: "WINDOWS", supportsTpm: true, since: 80000 },
  windows11_64Guest: { family: "WINDOWS", supportsTpm: true, since: 80000 },
  windows12_64Guest: { family: "WINDOWS", supportsTpm: true, since: 80000 },
  windowsHyperVGuest: { family: "WINDOWS", supportsTpm: null, since: 0 },
  ubuntu64Guest: { family: "LINUX", supportsTpm: true, since: 0 },
  rhel9_64Guest: { family: "LINUX", supportsTpm: true, since: 70001 },
  crxPod1Guest: { family: "LINUX", supportsTpm: null, since: 0 },
  freebsd14_64Guest: { family: "OTHER", supportsTpm: false, since: 80000 },
};

function guestOf(vm: SubjectFacts): Guest | null {
  return vm.guestId === null ? null : (GUESTS[vm.guestId] ?? null);
}

// Section 3.

/** Holds for a VM that is to have a TPM where it goes. */
export function prerequisite(judge: (vm: SubjectFacts, destination: PlaceFacts) => FindingOutcome): JudgeVm {
  return (facts, vm) => {
    const happens = outcome(facts, vm);
    if (happens === "NONE" || happens === "REMOVE" || facts.destination === null) return "NOT_APPLICABLE";
    return judge(vm, facts.destination);
  };
}

/** Null is what nothing is recorded of. */
function atLeast(value: number | null, least: number): FindingOutcome {
  if (value === null) return "UNKNOWN";
  return value >= least ? "PASS" : "BLOCK";
}

/** Without the guest's family, only what holds for both families holds. */
function byFamily(vm: SubjectFacts, windows: FindingOutcome, linux: FindingOutcome): FindingOutcome {
  const guest = guestOf(vm);
  if (guest === null) return windows === linux ? windows : "UNKNOWN";
  return guest.family === "LINUX" ? linux : windows;
}

export const guestSupportsTpm = prerequisite((vm) => {
  const supports = guestOf(vm)?.supportsTpm ?? null;
  if (supports === null) return "UNKNOWN";
  return supports ? "PASS" : "BLOCK";
});

export const vcenterKnowsGuest = prerequisite((vm, destination) => {
  const guest = guestOf(vm);
  if (guest === null) return "UNKNOWN";
  return guest.since === 0 ? "PASS" : atLeast(readVersion(destination), guest.since);
});

export const firmwareIsEfi = prerequisite((vm) => {
  if (vm.firmware === null) return "UNKNOWN";
  return vm.firmware === "EFI" ? "PASS" : "BLOCK";
});

export const hardwareIs14 = prerequisite((vm) => atLeast(vm.hardwareVersion, 14));

export const vcenterSupportsGuest = prerequisite((vm, destination) => {
  const version = readVersion(destination);
  return byFamily(vm, atLeast(version, 60700), atLeast(version, 70002));
});

export const hostsSupportGuest = prerequisite((vm, { cluster }) =>
  byFamily(vm, atLeast(cluster.maxHardwareVersion, 14), atLeast(cluster.maxHardwareVersion, 19)),
);

export const vdcSupportsTpm = prerequisite((_vm, destination) => {
  const { vcenter, cluster } = destination;
  const inForce = cluster.defaultKeyProvider ?? vcenter.defaultKeyProvider;
  const provider = vcenter.kmsRegistrations.find(({ name }) => name === inForce);
  if (provider === undefined) return vcenter.kmsInventoried ? "BLOCK" : "UNKNOWN";
  const answers: FindingOutcome[] = [];
  if (provider.status === "DISCONNECTED") answers.push("BLOCK");
  if (provider.status === "UNKNOWN") answers.push("UNKNOWN");
  if (provider.type === "TRUSTED") answers.push(atLeast(readVersion(destination), 70000));
  if (provider.type === "NATIVE") {
    if (provider.backedUp === false) answers.push("BLOCK");
    answers.push(atLeast(readVersion(destination), 70002), atLeast(cluster.maxHardwareVersion, 19));
  }
  if (answers.includes("BLOCK")) return "BLOCK";
  return answers.includes("UNKNOWN") ? "UNKNOWN" : "PASS";
});

export const oneTpm: JudgeVm = (facts, vm) =>
  prerequisite(() => {
    const getsSecond = facts.workflow === "RECONFIGURE_VM" && vm.tpmRequested === true && vm.tpm === "PRESENT";
    return getsSecond ? "BLOCK" : "PASS";
  })(facts, vm);

export const homeIsEncrypted: JudgeVm = (facts, vm) =>
  prerequisite(() => {
    // It stores no key that could be recorded.
    if (facts.template?.tpmProvisioning === "REPLACE") return "PASS";
    // Even with REPLACE it keeps its parent's key.
    return vm.tpm === "PRESENT" && vm.keyProvider === null ? "UNKNOWN" : "PASS";
  })(facts, vm);

export const clusterRunsHardware: JudgeVm = ({ workflow, source, destination, template }, vm) => {
  if (destination === null || workflow === "REKEY_VM") return "NOT_APPLICABLE";
  const stays = source !== null && source.cluster.id === destination.cluster.id && template === null;
  if (stays && !vm.hardwareChanges.includes("hardwareVersion")) return "PASS";
  if (vm.hardwareVersion === null || destination.cluster.maxHardwareVersion === null) return "UNKNOWN";
  return vm.hardwareVersion > destination.cluster.maxHardwareVersion ? "BLOCK" : "PASS";
};

export const guestHasItsTpm: JudgeVm = (facts, vm) => {
  const isNew = CREATIONS.includes(facts.workflow);
  const isChanged = facts.workflow === "RECONFIGURE_VM" && vm.hardwareChanges.includes("guestId");
  if (!isNew && !isChanged && !changesTpm(["REMOVE"])(facts, vm)) return "NOT_APPLICABLE";
  if (vm.guestId !== "windows11_64Guest" && vm.guestId !== "windows12_64Guest") return "NOT_APPLICABLE";
  return (vm.tpmRequested ?? vm.tpm === "PRESENT") ? "PASS" : "WARN";
};

// Section 4.

function changesTpm(outcomes: readonly TpmOutcome[]): (...of: Parameters<JudgeVm>) => boolean {
  return (facts, vm) => facts.workflow === "RECONFIGURE_VM" && outcomes.includes(outcome(facts, vm));
}

const attachesOrDetaches = changesTpm(["ATTACH_NEW", "REMOVE"]);

function isPoweredOff(vm: SubjectFacts): FindingOutcome {
  if (vm.powerState === null) return "UNKNOWN";
  return vm.powerState === "POWERED_OFF" ? "PASS" : "BLOCK";
}

export const poweredOffForTpm: JudgeVm = (facts, vm) =>
  attachesOrDetaches(facts, vm) ? isPoweredOff(vm) : "NOT_APPLICABLE";

export const noSnapshotsForTpm: JudgeVm = (facts, vm) => {
  if (!attachesOrDetaches(facts, vm)) return "NOT_APPLICABLE";
  if (vm.snapshotCount === null) return "UNKNOWN";
  return vm.snapshotCount === 0 ? "PASS" : "BLOCK";
};

export const removalIsAcknowledged: JudgeVm = (facts, vm) =>
  changesTpm(["REMOVE"])(facts, vm) ? "WARN" : "NOT_APPLICABLE";

export const linkedCloneKeepsTpm: JudgeVm = (facts, vm) => {
  if (!attachesOrDetaches(facts, vm) && facts.workflow !== "REKEY_VM") return "NOT_APPLICABLE";
  return vm.linkedClone ? "BLOCK" : "PASS";
};

export const poweredOffForHardware: JudgeVm = ({ workflow }, vm) =>
  workflow === "RECONFIGURE_VM" && vm.hardwareChanges.length > 0 ? isPoweredOff(vm) : "NOT_APPLICABLE";

export const hardwareNotLowered: JudgeVm = (
  { workflow },
  { hardwareChanges, hardwareVersionBefore, hardwareVersion },
) => {
  if (workflow !== "RECONFIGURE_VM" || !hardwareChanges.includes("hardwareVersion")) return "NOT_APPLICABLE";
  return hardwareVersionBefore == null ? "UNKNOWN" : atLeast(hardwareVersion, hardwareVersionBefore);
};

export const bootsWithFirmware: JudgeVm = ({ workflow }, { hardwareChanges }) => {
  if (workflow !== "RECONFIGURE_VM" || hardwareChanges.length === 0) return "NOT_APPLICABLE";
  return hardwareChanges.includes("firmware") ? "WARN" : "PASS";
};

/** Section 6, of what makes a VM of a template. */
export const fastProvisioningHasNoReplace: JudgeVm = ({ workflow, template, destination }, vm) => {
  if (!INSTANTIATIONS.includes(workflow)) return "NOT_APPLICABLE";
  if (template?.tpmProvisioning !== "REPLACE" || vm.tpm !== "PRESENT") return "NOT_APPLICABLE";
  return destination?.fastProvisioning === true ? "BLOCK" : "PASS";
};
