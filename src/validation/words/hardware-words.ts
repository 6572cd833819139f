import { findGuestOs } from "../guest-os.ts";
import type { HardwareStatements } from "../statements/hardware-statements.ts";
import type { HardwareRef, VCenterRef } from "../statements/named.ts";
import { formatHardwareVersion } from "../versions.ts";
import { type Audience, plainly, type Sentences, type Words } from "./audience.ts";
import { capitalise, hasHardware, nameCluster, nameVCenter, ofHardware, quote } from "./names.ts";

const GUESTS_WITH_TPM = "A TPM needs Linux, Windows 7 or later, or Windows Server 2008 or later.";
/** That a guest of another family has no TPM anywhere is for the guest OS's own rule to say. */
const FAMILIES = { WINDOWS: "A TPM for a Windows guest", LINUX: "A TPM for a Linux guest", OTHER: "A TPM" } as const;

function describeGuest(vm: HardwareRef & { readonly guestId: string | null }): string {
  if (vm.guestId === null) return `No guest ID is ${recorded(vm)} for VM ${quote(vm.vm)}.`;
  const { fullName } = findGuestOs(vm.guestId);
  const guestId = `guest ID ${quote(vm.guestId)}`;
  if (fullName === null) return `${hasHardware(vm)} ${guestId}, which is not in the table of guest operating systems.`;
  return `${hasHardware(vm)} guest OS ${fullName}, ${guestId}.`;
}

const recorded = ({ hardware }: HardwareRef) => (hardware === "is" ? "recorded" : "given");
const hasVersion = (vm: HardwareRef & { readonly version: number }) =>
  `${hasHardware(vm)} hardware version ${formatHardwareVersion(vm.version)}.`;
const needsVersion = ({ least }: { readonly least: number }) =>
  `A TPM needs hardware version ${formatHardwareVersion(least)} or later.`;
const supportsAtMost = (cluster: string, highest: number) =>
  `${capitalise(cluster)} supports hardware version ${formatHardwareVersion(highest)} at most.`;

const hardwareDoesNotSupport = (what: string, vm: HardwareRef, explanation: string): Sentences => ({
  message: `The ${what} ${ofHardware(vm)} does not support a TPM.`,
  explanation,
});

interface GuestOnVCenter {
  readonly family: keyof typeof FAMILIES;
  readonly least: string;
}
const needsVCenter = ({ family, least }: GuestOnVCenter) => `${FAMILIES[family]} needs vCenter ${least} or later.`;
const isAtVersion = (at: VCenterRef, version: string | null, to: Audience) =>
  `${capitalise(nameVCenter(at, to))} is ${version ?? "of no known version"}.`;

/** What is recorded may be any text: a tenant sees it only where it is a version. */
function noVersion(at: VCenterRef, version: string | null, to: Audience): string {
  if (version === null || to === "tenant") return `The version of ${nameVCenter(at, to)} is not known.`;
  return `What is recorded as the version of ${nameVCenter(at, to)}, ${quote(version)}, is not a version.`;
}

export const hardwareWords: Words<HardwareStatements> = {
  "guest-os-supports-tpm": (vm) => plainly(`${describeGuest(vm)} It supports a TPM.`),
  "guest-os-does-not-support-tpm": (vm) =>
    hardwareDoesNotSupport("guest OS", vm, `${describeGuest(vm)} ${GUESTS_WITH_TPM}`),
  "guest-os-is-unknown": (vm) => ({
    message: `It is not known whether the guest OS ${ofHardware(vm)} supports a TPM.`,
    explanation: `${describeGuest(vm)} ${GUESTS_WITH_TPM}`,
  }),

  "firmware-is-efi": (vm) => plainly(`${hasHardware(vm)} EFI firmware.`),
  "firmware-is-not-efi": (vm) =>
    hardwareDoesNotSupport("firmware", vm, `${hasHardware(vm)} ${vm.firmware} firmware. A TPM needs EFI firmware.`),
  "firmware-is-unknown": (vm) => ({
    message: `It is not known which firmware ${hasHardware(vm)}.`,
    explanation: `No firmware is ${recorded(vm)} for VM ${quote(vm.vm)}. A TPM needs EFI firmware.`,
  }),

  "hardware-version-is-unknown": (vm) => ({
    message: `It is not known which hardware version ${hasHardware(vm)}.`,
    explanation: `No hardware version is ${recorded(vm)} for VM ${quote(vm.vm)}. ${needsVersion(vm)}`,
  }),
  "hardware-version-is-too-low": (vm) =>
    hardwareDoesNotSupport("hardware version", vm, `${hasVersion(vm)} ${needsVersion(vm)}`),
  "vm-and-cluster-are-too-old": (vm, to) =>
    hardwareDoesNotSupport(
      "hardware version",
      vm,
      `${hasVersion(vm)} ${needsVersion(vm)} ${supportsAtMost(nameCluster(vm.at, to), vm.highest)}`,
    ),
  "highest-hardware-version-is-unknown": (vm, to) => ({
    message: `It is not known whether ${nameCluster(vm.at, to)} supports the hardware version ${ofHardware(vm)}.`,
    explanation: `${hasVersion(vm)} No highest hardware version is recorded for ${nameCluster(vm.at, to)}.`,
  }),
  "hardware-version-is-too-high": (vm, to) => ({
    message: `${capitalise(nameCluster(vm.at, to))} does not support the hardware version ${ofHardware(vm)}.`,
    explanation: `${hasVersion(vm)} ${supportsAtMost(nameCluster(vm.at, to), vm.highest)}`,
  }),
  "hardware-version-fits": (vm, to) =>
    plainly(`${hasVersion(vm)} ${needsVersion(vm)} ${supportsAtMost(nameCluster(vm.at, to), vm.highest)}`),

  "vcenter-supports-guest": (said, to) => plainly(`${needsVCenter(said)} ${isAtVersion(said.at, said.version, to)}`),
  "vcenter-does-not-support-guest": (said, to) => ({
    message: `${capitalise(nameVCenter(said.at, to))} does not support a TPM for the guest OS ${ofHardware(said)}.`,
    explanation: `${needsVCenter(said)} ${isAtVersion(said.at, said.version, to)} VM ${quote(said.vm)} cannot have a TPM there.`,
  }),
  "vcenter-version-is-unknown": (said, to) => ({
    message: `It is not known whether ${nameVCenter(said.at, to)} supports a TPM for the guest OS ${ofHardware(said)}.`,
    explanation: `${needsVCenter(said)} ${noVersion(said.at, said.version, to)}`,
  }),
  "vcenter-support-depends-on-guest": (said, to) => ({
    message: `It is not known whether ${nameVCenter(said.at, to)} supports a TPM for the guest OS ${ofHardware(said)}.`,
    explanation: `${isAtVersion(said.at, said.version, to)} It supports a TPM for a Windows guest and not for a Linux guest. The guest OS ${ofHardware(said)} is not known.`,
  }),
};
