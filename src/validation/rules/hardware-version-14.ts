import type { ClusterFacts } from "../facts.ts";
import { findHardwareWords, type HardwareWords, isChanged } from "../hardware-words.ts";
import { aboutVm, recordMissingFact } from "../remedies.ts";
import { askForHardwareAtMost, chooseOtherVdc, upgradeHardware, upgradeInOtherVdc } from "../remedies-of-hardware.ts";
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
      const { has } = wordsOf(subject, judged);
      return unknown(
        `It is not known which hardware version ${has}.`,
        `No hardware version is recorded for VM ${subject.name}; a TPM needs ${LEAST} or later.`,
        [recordMissingFact(`which hardware version ${has}`, aboutVm(subject))],
      );
    }
    return subject.hardwareVersion < FIRST_HARDWARE_WITH_TPM
      ? judgeTooOld(subject, subject.hardwareVersion, cluster, judged)
      : judgeInCluster(subject, subject.hardwareVersion, cluster, judged);
  },
});

const LEAST = formatHardwareVersion(FIRST_HARDWARE_WITH_TPM);

function wordsOf(subject: JudgedSubject, judged: Case): HardwareWords {
  return findHardwareWords(subject, "hardwareVersion", judged);
}

function judgeTooOld(subject: JudgedSubject, version: number, cluster: ClusterFacts, judged: Case): Judgement {
  const { has, of } = wordsOf(subject, judged);
  const message = `The hardware version ${of} does not support a TPM.`;
  const found = `${has} hardware version ${formatHardwareVersion(version)}; a TPM needs ${LEAST} or later`;
  const highest = cluster.maxHardwareVersion;
  if (highest === null || highest >= FIRST_HARDWARE_WITH_TPM) {
    return block(message, `${found}.`, [upgradeHardware(subject, judged)]);
  }
  // An upgrade alone would leave a VM that the cluster cannot run.
  return block(message, `${found}, and cluster ${cluster.name} supports ${formatHardwareVersion(highest)} at most.`, [
    upgradeInOtherVdc(subject, judged),
  ]);
}

function judgeInCluster(subject: JudgedSubject, version: number, cluster: ClusterFacts, judged: Case): Judgement {
  const { has, of } = wordsOf(subject, judged);
  const found = `${has} hardware version ${formatHardwareVersion(version)}`;
  const highest = cluster.maxHardwareVersion;
  if (highest === null) {
    return unknown(
      `It is not known whether cluster ${cluster.name} supports the hardware version ${of}.`,
      `${found}, and no highest hardware version is recorded for cluster ${cluster.name}.`,
      [
        recordMissingFact(`the highest hardware version that cluster ${cluster.name} supports`, {
          clusterId: cluster.id,
        }),
      ],
    );
  }
  const supports = `cluster ${cluster.name} supports ${formatHardwareVersion(highest)} at most`;
  if (version <= highest) return pass(`${found}; a TPM needs ${LEAST} or later, and ${supports}.`);
  const where = judged.workflow === "RECONFIGURE_VM" ? `Cluster ${cluster.name}` : "The destination";
  const canAskForLess = isChanged(subject, "hardwareVersion") && highest >= FIRST_HARDWARE_WITH_TPM;
  return block(`${where} does not support the hardware version ${of}.`, `${found}, and ${supports}.`, [
    canAskForLess ? askForHardwareAtMost(subject, highest) : chooseOtherVdc(subject, version, judged),
  ]);
}
