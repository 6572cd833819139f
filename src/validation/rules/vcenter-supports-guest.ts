import type { VCenterFacts } from "../facts.ts";
import { findGuestOs } from "../guest-os.ts";
import { findHardwareWords, isChanged } from "../hardware-words.ts";
import { aboutVm, recordMissingFact, recordVersion, upgradeVCenter } from "../remedies.ts";
import { changeGuestOs } from "../remedies-of-hardware.ts";
import { block, type Case, type JudgedSubject, type Judgement, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import {
  FIRST_VERSION_WITH_LINUX_TPM,
  FIRST_VERSION_WITH_WINDOWS_TPM,
  formatVCenterVersion,
  isAtLeast,
  type VCenterVersion,
} from "../versions.ts";
import type { GuestFamily } from "../vocabulary.ts";

export const vcenterSupportsGuest = definePrerequisite({
  id: "vcenter-supports-guest",
  title: "The destination vCenter supports a TPM for this guest OS",
  checks:
    "The destination vCenter is 6.7.0 or later for a Windows guest, 7.0.2 (7.0 Update 2) or later for a Linux guest.",
  source: "VCD: TPM devices in virtual machines; vSphere Security: requirements of a virtual TPM.",
  judgeAt(subject, { vcenter }, judged) {
    const { family } = findGuestOs(subject.guestId);
    // A guest that is not known may be of either family: it is settled where both have the same answer.
    if (family === "UNKNOWN") {
      const forWindows = judgeVersion(subject, vcenter, "WINDOWS");
      const forLinux = judgeVersion(subject, vcenter, "LINUX");
      return forWindows.outcome === forLinux.outcome ? forWindows : judgeUnknownGuest(subject, vcenter, judged);
    }
    return judgeVersion(subject, vcenter, family);
  },
});

/** That guests which are neither Windows nor Linux have no TPM anywhere is for the guest OS's own rule to say. */
const LEAST_VERSIONS: Readonly<Record<Exclude<GuestFamily, "UNKNOWN">, VCenterVersion>> = {
  WINDOWS: FIRST_VERSION_WITH_WINDOWS_TPM,
  LINUX: FIRST_VERSION_WITH_LINUX_TPM,
  OTHER: FIRST_VERSION_WITH_WINDOWS_TPM,
};
const GUEST_WORDS = { WINDOWS: "a Windows guest", LINUX: "a Linux guest", OTHER: "any guest" } as const;

/** A VM whose guest OS is changed may have a TPM on this vCenter now. */
function guestOf(subject: JudgedSubject): string {
  return isChanged(subject, "guestId") ? `the guest OS that VM ${subject.name} would have` : `VM ${subject.name}`;
}

function judgeVersion(subject: JudgedSubject, vcenter: VCenterFacts, family: keyof typeof GUEST_WORDS): Judgement {
  const least = LEAST_VERSIONS[family];
  const needs = `A TPM for ${GUEST_WORDS[family]} needs vCenter ${formatVCenterVersion(least)} or later`;
  const supported = isAtLeast(vcenter.version, least);
  if (supported === null) {
    return unknown(
      `It is not known whether vCenter ${vcenter.name} supports a TPM for ${guestOf(subject)}.`,
      `${needs}; ${vcenter.version === null ? "no version is recorded" : `"${vcenter.version}" is no version`} for vCenter ${vcenter.name}.`,
      [recordVersion(vcenter)],
    );
  }
  const explanation = `${needs}; vCenter ${vcenter.name} is ${vcenter.version}.`;
  if (supported) return pass(explanation);
  return block(`vCenter ${vcenter.name} does not support a TPM for ${guestOf(subject)}.`, explanation, [
    upgradeVCenter(vcenter, least),
  ]);
}

function judgeUnknownGuest(subject: JudgedSubject, vcenter: VCenterFacts, judged: Case): Judgement {
  const { isThere, has, of } = findHardwareWords(subject, "guestId", judged);
  return unknown(
    `It is not known whether vCenter ${vcenter.name} supports a TPM for ${guestOf(subject)}.`,
    `vCenter ${vcenter.name} is ${vcenter.version}, which supports a TPM for a Windows guest and not for a Linux one; the guest OS ${of} is not known.`,
    [
      isThere ? recordMissingFact(`which guest OS ${has}`, aboutVm(subject)) : changeGuestOs(subject, judged),
      upgradeVCenter(vcenter, FIRST_VERSION_WITH_LINUX_TPM),
    ],
  );
}
