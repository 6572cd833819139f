import { aboutVm, recordHighestHardware } from "../remedies.ts";
import { askForHardwareAtMost, chooseOtherVdc, recordHardware } from "../remedies-of-hardware.ts";
import type { Remedy } from "../remedy.ts";
import { block, type JudgedSubject, notApplicable, pass, type RuleInput, type SubjectRule, unknown } from "../rule.ts";
import { destinationCluster, hardwareOf, isChanged } from "../statements/named.ts";

export const clusterRunsHardwareVersion: SubjectRule = {
  id: "cluster-runs-hardware-version",
  title: "The destination cluster runs the hardware version",
  checks:
    "The VM's hardware version is at most the highest that the destination cluster runs, with a TPM or without. A VM that stays in its cluster as it is passes.",
  source:
    "KB 2007240 and 1003746: hardware versions by ESXi release; DSP0243: a platform that runs one of the alternatives can deploy an OVF.",
  scope: "SUBJECT",
  judge(subject, input) {
    const { destination } = input;
    const { name: vm, hardwareVersion } = subject;
    if (destination === null) return notApplicable({ id: "nothing-leaves-its-vcenter" });
    const at = destinationCluster(destination);
    if (runsThereAlready(subject, input)) return pass({ id: "cluster-runs-vm", vm, at });
    const hardware = hardwareOf(subject, "hardwareVersion", input);
    const highest = destination.cluster.maxHardwareVersion;
    if (hardwareVersion === null) {
      return unknown({ id: "cluster-may-not-run-vm", ...hardware, at, missing: "vm" }, [
        recordHardware("hardwareVersion", subject, input),
      ]);
    }
    if (highest === null) {
      return unknown({ id: "cluster-may-not-run-vm", ...hardware, at, missing: "cluster" }, [
        recordHighestHardware(destination),
      ]);
    }
    if (hardwareVersion <= highest) return pass({ id: "cluster-runs-vm", vm, at });
    const alternatives = subject.ovf?.hardwareVersions ?? [];
    const versions = alternatives.length > 0 ? alternatives : [hardwareVersion];
    return block({ id: "cluster-does-not-run-vm", ...hardware, at, highest, versions }, [
      isChanged(subject, "hardwareVersion")
        ? askForLess(subject, highest)
        : chooseOtherVdc(subject, Math.min(...versions), input),
    ]);
  },
};

/** What would lower a VM that is above what its cluster runs is nothing to ask for. */
function askForLess(subject: JudgedSubject, highest: number): Remedy {
  return (subject.hardwareVersionBefore ?? 0) > highest
    ? { action: "KEEP_HARDWARE_VERSION", ...aboutVm(subject) }
    : askForHardwareAtMost(subject, highest);
}

/** What a template stores runs nowhere yet. */
function runsThereAlready(subject: JudgedSubject, { source, destination, template }: RuleInput): boolean {
  if (source === null || template !== null || isChanged(subject, "hardwareVersion")) return false;
  return source.cluster.id === destination?.cluster.id;
}
