import type { PlaceFacts } from "../facts.ts";
import {
  askForHardwareAtMost,
  chooseOtherVdc,
  recordHardware,
  upgradeHardware,
  upgradeInOtherVdc,
} from "../remedies-of-hardware.ts";
import { block, type JudgedSubject, type Judgement, pass, type RuleInput, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { destinationCluster, hardwareOf, isChanged } from "../statements/named.ts";
import { FIRST_HARDWARE_WITH_TPM } from "../versions.ts";

const least = FIRST_HARDWARE_WITH_TPM;

export const hardwareVersion14 = definePrerequisite({
  id: "hardware-version-14",
  title: "The hardware version is 14 or later, and the cluster supports it",
  checks: "The VM's hardware version is 14 or later, and at most the highest that the destination's cluster supports.",
  source: "vSphere Security: requirements of a virtual TPM; vSphere: hardware versions by ESXi release.",
  judgeAt(subject, destination, input) {
    const { hardwareVersion: version } = subject;
    if (version === null) {
      return unknown({ id: "hardware-version-is-unknown", ...hardwareOf(subject, "hardwareVersion", input), least }, [
        recordHardware("hardwareVersion", subject, input),
      ]);
    }
    return version < least
      ? judgeTooOld(subject, version, destination, input)
      : judgeInCluster(subject, version, destination, input);
  },
});

function judgeTooOld(subject: JudgedSubject, version: number, place: PlaceFacts, input: RuleInput): Judgement {
  const vm = { ...hardwareOf(subject, "hardwareVersion", input), version, least };
  const highest = place.cluster.maxHardwareVersion;
  if (highest === null || highest >= least) {
    return block({ id: "hardware-version-is-too-low", ...vm }, [upgradeHardware(subject, input)]);
  }
  return block({ id: "vm-and-cluster-are-too-old", ...vm, at: destinationCluster(place), highest }, [
    upgradeInOtherVdc(subject, input),
  ]);
}

function judgeInCluster(subject: JudgedSubject, version: number, place: PlaceFacts, input: RuleInput): Judgement {
  const at = destinationCluster(place);
  const vm = { ...hardwareOf(subject, "hardwareVersion", input), version, at };
  const highest = place.cluster.maxHardwareVersion;
  if (highest === null) {
    return unknown({ id: "highest-hardware-version-is-unknown", ...vm }, [
      { action: "RECORD_MISSING_FACT", fact: "highest-hardware-version", clusterId: place.cluster.id, at },
    ]);
  }
  if (version <= highest) return pass({ id: "hardware-version-fits", ...vm, least, highest });
  const canAskForLess = isChanged(subject, "hardwareVersion") && highest >= least;
  return block({ id: "hardware-version-is-too-high", ...vm, highest }, [
    canAskForLess ? askForHardwareAtMost(subject, highest) : chooseOtherVdc(subject, version, input),
  ]);
}
