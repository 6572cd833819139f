import type { PlaceFacts } from "../facts.ts";
import { findGuestOs } from "../guest-os.ts";
import { recordVersion, upgradeVCenter } from "../remedies.ts";
import { changeGuestOs, recordHardware } from "../remedies-of-hardware.ts";
import { block, type JudgedSubject, type Judgement, pass, type RuleInput, unknown } from "../rule.ts";
import { definePrerequisiteOfPlace } from "../rule-kinds.ts";
import { destinationVCenter, hardwareOf } from "../statements/named.ts";
import {
  FIRST_VERSION_WITH_LINUX_TPM,
  FIRST_VERSION_WITH_WINDOWS_TPM,
  formatVCenterVersion,
  isAtLeast,
  type VCenterVersion,
} from "../versions.ts";
import type { GuestFamily } from "../vocabulary.ts";

export const vcenterSupportsGuest = definePrerequisiteOfPlace({
  id: "vcenter-supports-guest",
  title: "The destination vCenter supports a TPM for this guest OS",
  checks:
    "The destination vCenter is 6.7.0 or later for a Windows guest, 7.0.2 (7.0 Update 2) or later for a Linux guest.",
  source: "VCD: TPM devices in virtual machines; vSphere Security: requirements of a virtual TPM.",
  judgeAt(subject, destination, input) {
    const { family } = findGuestOs(subject.guestId);
    // A guest that is not known may be of either family: it is settled where both have the same answer.
    if (family === "UNKNOWN") {
      const forWindows = judgeVersion(subject, destination, "WINDOWS", input);
      const forLinux = judgeVersion(subject, destination, "LINUX", input);
      return forWindows.outcome === forLinux.outcome ? forWindows : judgeUnknownGuest(subject, destination, input);
    }
    return judgeVersion(subject, destination, family, input);
  },
});

type KnownFamily = Exclude<GuestFamily, "UNKNOWN">;

/** That guests which are neither Windows nor Linux have no TPM anywhere is for the guest OS's own rule to say. */
const LEAST_VERSIONS: Readonly<Record<KnownFamily, VCenterVersion>> = {
  WINDOWS: FIRST_VERSION_WITH_WINDOWS_TPM,
  LINUX: FIRST_VERSION_WITH_LINUX_TPM,
  OTHER: FIRST_VERSION_WITH_WINDOWS_TPM,
};

function judgeVersion(
  subject: JudgedSubject,
  destination: PlaceFacts,
  family: KnownFamily,
  input: RuleInput,
): Judgement {
  const { version } = destination.vcenter;
  const least = LEAST_VERSIONS[family];
  const needs = { family, least: formatVCenterVersion(least), at: destinationVCenter(destination), version };
  const vm = hardwareOf(subject, "guestId", input);
  const supported = isAtLeast(version, least);
  if (supported === null) {
    return unknown({ id: "vcenter-version-is-unknown", ...vm, ...needs }, [recordVersion(destination)]);
  }
  if (supported) return pass({ id: "vcenter-supports-guest", ...needs });
  return block({ id: "vcenter-does-not-support-guest", ...vm, ...needs }, [upgradeVCenter(destination, least)]);
}

function judgeUnknownGuest(subject: JudgedSubject, destination: PlaceFacts, input: RuleInput): Judgement {
  const vm = hardwareOf(subject, "guestId", input);
  const { version } = destination.vcenter;
  return unknown({ id: "vcenter-support-depends-on-guest", ...vm, at: destinationVCenter(destination), version }, [
    vm.hardware === "is" ? recordHardware("guestId", subject, input) : changeGuestOs(subject, input),
    upgradeVCenter(destination, FIRST_VERSION_WITH_LINUX_TPM),
  ]);
}
