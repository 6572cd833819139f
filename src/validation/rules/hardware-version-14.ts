import { recordHardware, upgradeHardware, upgradeInOtherVdc } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { destinationCluster, hardwareOf } from "../statements/named.ts";
import { FIRST_HARDWARE_WITH_TPM } from "../versions.ts";

const least = FIRST_HARDWARE_WITH_TPM;

export const hardwareVersion14 = definePrerequisite({
  id: "hardware-version-14",
  title: "The hardware version is 14 or later",
  checks: "The VM's hardware version is 14 or later.",
  source: "vSphere Security: requirements of a virtual TPM (virtual hardware version 14).",
  judgeAt(subject, destination, input) {
    const { hardwareVersion: version } = subject;
    const vm = { ...hardwareOf(subject, "hardwareVersion", input), least };
    if (version === null) {
      return unknown({ id: "hardware-version-is-unknown", ...vm }, [recordHardware("hardwareVersion", subject, input)]);
    }
    if (version >= least) return pass({ id: "hardware-version-is-new-enough", ...vm, version });
    const highest = destination.cluster.maxHardwareVersion;
    if (highest === null || highest >= least) {
      return block({ id: "hardware-version-is-too-low", ...vm, version }, [upgradeHardware(subject, input)]);
    }
    const at = destinationCluster(destination);
    return block({ id: "vm-and-cluster-are-too-old", ...vm, version, at, highest }, [
      upgradeInOtherVdc(subject, input),
    ]);
  },
});
