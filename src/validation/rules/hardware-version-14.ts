import type { ClusterFacts } from "../facts.ts";
import { aboutVm, chooseOtherVdc, recordMissingFact, upgradeHardware } from "../remedies.ts";
import { block, type Case, type JudgedSubject, type Judgement, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { FIRST_HARDWARE_WITH_TPM, formatHardwareVersion } from "../versions.ts";

export const hardwareVersion14 = definePrerequisite({
  id: "hardware-version-14",
  title: "The hardware version is 14 or later, and the cluster supports it",
  checks: "The VM's hardware version is 14 or later, and at most the highest that the destination's cluster supports.",
  source: "vSphere Security: requirements of a virtual TPM; vSphere: hardware versions by ESXi release.",
  judgeAt(subject, { cluster }, judged) {
    if (subject.hardwareVersion === null) {
      return unknown(
        `It is not known which hardware version VM ${subject.name} has.`,
        `No hardware version is recorded for VM ${subject.name}; a TPM needs ${LEAST} or later.`,
        [recordMissingFact(`which hardware version VM ${subject.name} has`, aboutVm(subject))],
      );
    }
    return subject.hardwareVersion < FIRST_HARDWARE_WITH_TPM
      ? judgeTooOld(subject, subject.hardwareVersion, cluster, judged)
      : judgeInCluster(subject, subject.hardwareVersion, cluster);
  },
});

const LEAST = formatHardwareVersion(FIRST_HARDWARE_WITH_TPM);

function judgeTooOld(subject: JudgedSubject, version: number, cluster: ClusterFacts, judged: Case): Judgement {
  const message = `The hardware version of VM ${subject.name} does not support a TPM.`;
  const has = `VM ${subject.name} has hardware version ${formatHardwareVersion(version)}; a TPM needs ${LEAST} or later`;
  const highest = cluster.maxHardwareVersion;
  if (highest === null || highest >= FIRST_HARDWARE_WITH_TPM) {
    return block(message, `${has}.`, [upgradeHardware(subject, judged)]);
  }
  // An upgrade alone would leave a VM that the cluster cannot run.
  return block(message, `${has}, and cluster ${cluster.name} supports ${formatHardwareVersion(highest)} at most.`, [
    {
      ...chooseOtherVdc(FIRST_HARDWARE_WITH_TPM),
      description: `Upgrade the hardware version of VM ${subject.name} to ${LEAST}, and choose a VDC whose cluster supports it.`,
      ...aboutVm(subject),
    },
  ]);
}

function judgeInCluster(subject: JudgedSubject, version: number, cluster: ClusterFacts): Judgement {
  const has = `VM ${subject.name} has hardware version ${formatHardwareVersion(version)}`;
  if (cluster.maxHardwareVersion === null) {
    return unknown(
      `It is not known whether cluster ${cluster.name} supports the hardware version of VM ${subject.name}.`,
      `${has}, and no highest hardware version is recorded for cluster ${cluster.name}.`,
      [
        recordMissingFact(`the highest hardware version that cluster ${cluster.name} supports`, {
          clusterId: cluster.id,
        }),
      ],
    );
  }
  const supports = `cluster ${cluster.name} supports ${formatHardwareVersion(cluster.maxHardwareVersion)} at most`;
  if (version <= cluster.maxHardwareVersion) return pass(`${has}; a TPM needs ${LEAST} or later, and ${supports}.`);
  return block(
    `The destination does not support the hardware version of VM ${subject.name}.`,
    `${has}, and ${supports}.`,
    [chooseOtherVdc(version)],
  );
}
