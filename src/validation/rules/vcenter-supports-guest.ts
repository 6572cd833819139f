import type { VCenterFacts } from "../facts.ts";
import { findGuestOs } from "../guest-os.ts";
import { aboutVm, recordMissingFact, recordVersion, upgradeVCenter } from "../remedies.ts";
import { block, type JudgedSubject, type Judgement, pass, unknown } from "../rule.ts";
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
  judgeAt(subject, { vcenter }) {
    const { family } = findGuestOs(subject.guestId);
    // A guest that is not known may be of either family: it is settled where both have the same answer.
    if (family === "UNKNOWN") {
      const forWindows = judgeVersion(subject, vcenter, "WINDOWS");
      const forLinux = judgeVersion(subject, vcenter, "LINUX");
      return forWindows.outcome === forLinux.outcome ? forWindows : judgeUnknownGuest(subject, vcenter);
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

function judgeVersion(subject: JudgedSubject, vcenter: VCenterFacts, family: keyof typeof GUEST_WORDS): Judgement {
  const least = LEAST_VERSIONS[family];
  const needs = `A TPM for ${GUEST_WORDS[family]} needs vCenter ${formatVCenterVersion(least)} or later`;
  const supported = isAtLeast(vcenter.version, least);
  if (supported === null) {
    return unknown(
      `It is not known whether vCenter ${vcenter.name} supports a TPM for VM ${subject.name}.`,
      `${needs}; ${vcenter.version === null ? "no version is recorded" : `"${vcenter.version}" is no version`} for vCenter ${vcenter.name}.`,
      [recordVersion(vcenter)],
    );
  }
  const explanation = `${needs}; vCenter ${vcenter.name} is ${vcenter.version}.`;
  if (supported) return pass(explanation);
  return block(`vCenter ${vcenter.name} does not support a TPM for VM ${subject.name}.`, explanation, [
    upgradeVCenter(vcenter, least),
  ]);
}

function judgeUnknownGuest(subject: JudgedSubject, vcenter: VCenterFacts): Judgement {
  return unknown(
    `It is not known whether vCenter ${vcenter.name} supports a TPM for VM ${subject.name}.`,
    `vCenter ${vcenter.name} is ${vcenter.version}, which supports a TPM for a Windows guest and not for a Linux one; the guest OS of VM ${subject.name} is not known.`,
    [
      recordMissingFact(`which guest OS VM ${subject.name} has`, aboutVm(subject)),
      upgradeVCenter(vcenter, FIRST_VERSION_WITH_LINUX_TPM),
    ],
  );
}
