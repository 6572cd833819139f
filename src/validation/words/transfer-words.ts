import type { HardwareRef, VCenterRef } from "../statements/named.ts";
import type { TransferStatements } from "../statements/transfer-statements.ts";
import { formatHardwareVersion } from "../versions.ts";
import type { OvfRemark } from "../vocabulary.ts";
import { type Audience, plainly, type Words } from "./audience.ts";
import { capitalise, hasHardware, listNames, nameCluster, nameVCenter, nameVms, ofHardware, quote } from "./names.ts";

const REMARKS: Readonly<Record<OvfRemark, string>> = {
  TPM_NOT_READ: "An item looks like a TPM and cannot be read as one: the VM gets no TPM from it.",
  TPM_WITHOUT_RESOURCE_TYPE: "The TPM item has no ResourceType. It is read as a TPM.",
  NVRAM_LEFT_OUT: "Its NVRAM file is not deployed.",
  SETTING_NOT_READ: "A setting of its firmware, TPM or guest OS is in a place where it has no effect.",
  TPM_OF_OTHER_HARDWARE: "Only a hardware section that is not deployed has a TPM: the VM gets none.",
  TPM_LEFT_OUT: "Its TPM is optional and the VDC supports none: it is left out, as was asked.",
  VAPP_IN_VAPP: "It is in a vApp within the vApp: it becomes a VM of the outer one.",
};

const FAMILY_HOSTS = {
  WINDOWS: "A TPM for a Windows guest",
  LINUX: "A TPM for a Linux guest",
  OTHER: "A TPM",
  UNKNOWN: "A TPM for a Linux guest",
} as const;

function isVersion(at: VCenterRef, version: string | null, to: Audience): string {
  return version === null
    ? `The version of ${nameVCenter(at, to)} is not known.`
    : `${capitalise(nameVCenter(at, to))} is ${version}.`;
}

const listVersions = (versions: readonly number[]) => versions.map(formatHardwareVersion).join(", ");
const trust = ({ source, at }: { readonly source: VCenterRef; readonly at: VCenterRef }, to: Audience) =>
  to === "provider"
    ? `${nameVCenter(source, to)} and ${nameVCenter(at, to)}`
    : "the source and the destination vCenter";
const vcenterKnows = (vm: HardwareRef, at: VCenterRef, to: Audience) =>
  `${nameVCenter(at, to)} knows the guest OS ${ofHardware(vm)}`;

export const transferWords: Words<TransferStatements> = {
  "vcenters-trust-each-other": (said, to) => plainly(`${capitalise(trust(said, to))} trust each other.`),
  "vcenters-do-not-trust-each-other": (said, to) => ({
    message: "The vCenters do not trust each other.",
    explanation: `${capitalise(trust(said, to))} do not trust each other's certificates. Nothing can go from one to the other.`,
  }),
  "trust-is-not-recorded": (said, to) => ({
    message: "It is not recorded whether the vCenters trust each other.",
    explanation: `It is not recorded whether ${trust(said, to)} trust each other's certificates. Without trust the workflow fails.`,
  }),

  "organization-is-the-same": ({ organization }) =>
    plainly(`Source and destination belong to organization ${quote(organization)}.`),
  "organization-is-another": ({ source, destination }) => ({
    message: "The destination belongs to another organization.",
    explanation: `The source belongs to organization ${quote(source)}, the destination to organization ${quote(destination)}.`,
  }),
  "template-is-shared": ({ template, catalog }) =>
    plainly(`Template ${quote(template)} of catalog ${quote(catalog)} can be used by the organization.`),
  "template-is-not-shared": ({ template, catalog, organization }) => ({
    message: `Template ${quote(template)} is not shared with organization ${quote(organization)}.`,
    explanation: `Template ${quote(template)} is in catalog ${quote(catalog)}, which is not published. Organization ${quote(organization)} cannot use it.`,
  }),

  "vcenters-move-encrypted-vms": ({ least }) =>
    plainly(`Both vCenters are ${least} or later, which can move encrypted VMs.`),
  "vcenter-moves-no-encrypted-vms": ({ vm, at, version, least }, to) => ({
    message: `VM ${quote(vm)} is encrypted and cannot be moved to another vCenter.`,
    explanation: `Moving encrypted VM ${quote(vm)} between vCenters needs vCenter ${least} or later on both sides. ${isVersion(at, version, to)}`,
  }),
  "vcenter-may-move-no-encrypted-vms": ({ vm, at, version, least }, to) => ({
    message: `It is not known whether encrypted VM ${quote(vm)} can be moved to another vCenter.`,
    explanation: `Moving encrypted VM ${quote(vm)} between vCenters needs vCenter ${least} or later on both sides. ${isVersion(at, version, to)}`,
  }),
  "vcenter-may-copy-no-encrypted-vms": ({ vm, at, version, least }, to) => ({
    message: `VM ${quote(vm)} is encrypted. Copying it from one vCenter to another may fail.`,
    explanation: `vCenters before ${least} cannot move encrypted VMs to another vCenter, and no document says whether they can copy them. ${isVersion(at, version, to)}`,
  }),

  "vapp-is-moved-whole": ({ vm }) =>
    plainly(`Method MOVE_VAPP_API moves VM ${quote(vm)} as it is, running or not, with its snapshots.`),
  "vm-must-be-off-to-move": ({ vm, powerState }) => ({
    message: `VM ${quote(vm)} must be powered off before its vApp is moved.`,
    explanation: `VM ${quote(vm)} is ${powerState}. Method CLONE_AND_DELETE moves a vApp only while all of its VMs are POWERED_OFF.`,
  }),
  "vm-may-have-to-be-off-to-move": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} is powered off.`,
    explanation: `No power state is recorded for VM ${quote(vm)}. Method CLONE_AND_DELETE moves a vApp only while all of its VMs are POWERED_OFF.`,
  }),
  "snapshots-are-lost": ({ vm, snapshotCount }) => ({
    message: `VM ${quote(vm)} loses its snapshots.`,
    explanation: `VM ${quote(vm)} has ${snapshotCount} snapshot${snapshotCount === 1 ? "" : "s"}. A move does not take them along.`,
  }),
  "snapshots-may-be-lost": ({ vm }) => ({
    message: `VM ${quote(vm)} loses its snapshots, if it has any.`,
    explanation: `It is not recorded how many snapshots VM ${quote(vm)} has. A move does not take them along.`,
  }),

  "tpm-identity-is-not-copied": ({ vm }) => plainly(`No second machine gets the TPM of VM ${quote(vm)}.`),
  "tpm-identity-is-shared": ({ vm, holders }) => ({
    message: `The TPM of VM ${quote(vm)} is copied.`,
    explanation:
      holders === null
        ? `Another machine will have the TPM of VM ${quote(vm)} and all of its secrets.`
        : `The TPM of VM ${quote(vm)} and all of its secrets will be those of ${holders} VMs and template VMs.`,
  }),
  "sealed-data-is-kept": ({ vm }) => plainly(`VM ${quote(vm)} loses no TPM.`),
  "sealed-data-needs-recovery-key": ({ vm }) => ({
    message: `VM ${quote(vm)} gets a new TPM.`,
    explanation: `The new TPM cannot open what the old TPM of VM ${quote(vm)} sealed. BitLocker, for example, asks for its recovery key.`,
  }),

  "fast-provisioning-copies-tpm": ({ vm }) =>
    plainly(`Fast provisioning does not stand in the way of VM ${quote(vm)}.`),
  "fast-provisioning-replaces-no-tpm": ({ vm, vdc }) => ({
    message: `VDC ${quote(vdc)} uses fast provisioning, which cannot replace a TPM.`,
    explanation: `VM ${quote(vm)} of the template was captured with REPLACE. VDC ${quote(vdc)} makes VMs as linked clones, and a linked clone keeps the TPM of its parent.`,
  }),
  "vm-is-no-linked-clone": ({ vm }) => plainly(`VM ${quote(vm)} is no linked clone.`),
  "vm-is-a-linked-clone": ({ vm }) => ({
    message: `VM ${quote(vm)} is a linked clone.`,
    explanation: `VM ${quote(vm)} is a linked clone: it shares its parent's encryption, which cannot be changed.`,
  }),

  "hardware-does-not-change": ({ vm }) => plainly(`The hardware of VM ${quote(vm)} does not change.`),
  "vm-must-be-off-to-change-hardware": ({ vm, powerState }) => ({
    message: `VM ${quote(vm)} must be powered off before its hardware is changed.`,
    explanation: `VM ${quote(vm)} is ${powerState}. Guest OS, firmware and hardware version can be changed only while it is POWERED_OFF.`,
  }),
  "vm-may-have-to-be-off-to-change-hardware": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} is powered off.`,
    explanation: `No power state is recorded for VM ${quote(vm)}. Its hardware can be changed only while it is POWERED_OFF.`,
  }),
  "hardware-version-rises": ({ vm }) => plainly(`The hardware version of VM ${quote(vm)} is not lowered.`),
  "hardware-version-is-lowered": ({ vm, before, after }) => ({
    message: `The hardware version of VM ${quote(vm)} cannot be lowered.`,
    explanation: `VM ${quote(vm)} has hardware version ${formatHardwareVersion(before)}. It cannot get ${formatHardwareVersion(after)}.`,
  }),
  "hardware-version-may-be-lowered": ({ vm }) => ({
    message: `It is not known whether the hardware version of VM ${quote(vm)} would be lowered.`,
    explanation: `No hardware version is recorded for VM ${quote(vm)}. It is never lowered.`,
  }),
  "firmware-changes": ({ vm }) => ({
    message: `VM ${quote(vm)} may not boot with another firmware.`,
    explanation: `The guest OS of VM ${quote(vm)} was installed with its present firmware. It does not boot with another one.`,
  }),
  "firmware-stays": ({ vm }) => plainly(`The firmware of VM ${quote(vm)} stays.`),
  "guest-needs-no-tpm": (vm) => plainly(`The vendor of the guest OS ${ofHardware(vm)} requires no TPM.`),
  "guest-gets-its-tpm": (vm) => plainly(`${hasHardware(vm)} a guest OS that requires a TPM, and will have a TPM.`),
  "guest-lacks-its-tpm": (vm) => ({
    message: `VM ${quote(vm.vm)} will have no TPM, which its guest OS requires.`,
    explanation: `${hasHardware(vm)} guest ID ${quote(vm.guestId)}. Microsoft requires a TPM for it.`,
  }),

  "vcenter-knows-guest": (vm, to) => plainly(`${capitalise(vcenterKnows(vm, vm.at, to))}.`),
  "vcenter-does-not-know-guest": (vm, to) => ({
    message: `${capitalise(nameVCenter(vm.at, to))} does not know the guest OS ${ofHardware(vm)}.`,
    explanation: `${hasHardware(vm)} guest ID ${quote(vm.guestId)}, which came with vCenter ${vm.least}. ${isVersion(vm.at, vm.version, to)}`,
  }),
  "vcenter-may-not-know-guest": (vm, to) => ({
    message: `It is not known whether ${vcenterKnows(vm, vm.at, to)}.`,
    explanation: `${hasHardware(vm)} guest ID ${quote(vm.guestId)}, which came with vCenter ${vm.least}. ${isVersion(vm.at, null, to)}`,
  }),
  "guest-release-is-unknown": (vm) => ({
    message: `It is not known which vCenter release brought the guest OS ${ofHardware(vm)}.`,
    explanation: `${vm.guestId === null ? `No guest ID is known for VM ${quote(vm.vm)}.` : `Guest ID ${quote(vm.guestId)} of VM ${quote(vm.vm)} is not in the table of guest operating systems.`}${vm.near.length > 0 ? ` Similar guest IDs: ${listNames(vm.near)}.` : ""}`,
  }),

  "hosts-support-guest": ({ at, family, least }, to) =>
    plainly(
      `${FAMILY_HOSTS[family]} needs hosts that run hardware version ${formatHardwareVersion(least)}. Those of ${nameCluster(at, to)} do.`,
    ),
  "hosts-are-too-old": (vm, to) => ({
    message: `The hosts of ${nameCluster(vm.at, to)} do not support a TPM for the guest OS ${ofHardware(vm)}.`,
    explanation: `${FAMILY_HOSTS[vm.family]} needs hosts that run hardware version ${formatHardwareVersion(vm.least)}. ${capitalise(nameCluster(vm.at, to))} runs ${formatHardwareVersion(vm.highest)} at most, so VM ${quote(vm.vm)} cannot have a TPM there.`,
  }),
  "hosts-are-unknown": (vm, to) => ({
    message: `It is not known whether the hosts of ${nameCluster(vm.at, to)} support a TPM for the guest OS ${ofHardware(vm)}.`,
    explanation: `${FAMILY_HOSTS[vm.family]} needs hosts that run hardware version ${formatHardwareVersion(vm.least)}. Whether those of ${nameCluster(vm.at, to)} do for VM ${quote(vm.vm)} is not known.`,
  }),

  "cluster-runs-vm": ({ vm, at }, to) =>
    plainly(`${capitalise(nameCluster(at, to))} runs the hardware version of VM ${quote(vm)}.`),
  "cluster-does-not-run-vm": (vm, to) => ({
    message: `${capitalise(nameCluster(vm.at, to))} does not support the hardware version ${ofHardware(vm)}.`,
    explanation: `${hasHardware(vm)} hardware version ${listVersions(vm.versions)}. ${capitalise(nameCluster(vm.at, to))} supports hardware version ${formatHardwareVersion(vm.highest)} at most.`,
  }),
  "cluster-may-not-run-vm": (vm, to) => ({
    message: `It is not known whether ${nameCluster(vm.at, to)} supports the hardware version ${ofHardware(vm)}.`,
    explanation:
      vm.missing === "vm"
        ? `No hardware version is known for VM ${quote(vm.vm)}.`
        : `No highest hardware version is recorded for ${nameCluster(vm.at, to)}, where VM ${quote(vm.vm)} is to be.`,
  }),

  "ovf-is-read-whole": ({ vm }) => plainly(`Nothing about VM ${quote(vm)} in the OVF is left out.`),
  "ovf-is-not-read-whole": ({ vm, remarks, optionsWithTpm }) => ({
    message: `Something about VM ${quote(vm)} in the OVF is left out.`,
    explanation: [
      `VM ${quote(vm)}:`,
      ...remarks.map((remark) => REMARKS[remark]),
      ...(optionsWithTpm.length > 0
        ? [`It has a TPM in deployment option ${listNames(optionsWithTpm)}, which was not chosen.`]
        : []),
    ].join(" "),
  }),

  "capture-stores-encryption": ({ vms }) => ({
    message: "The template can be neither exported nor synchronised.",
    explanation: `${nameVms(vms)} ${vms.length === 1 ? "is" : "are"} encrypted by a storage policy, and so is the template.`,
  }),
  "template-stores-encryption": ({ template, vms }) => ({
    message: `Template ${quote(template)} can be neither exported nor synchronised.`,
    explanation: `${nameVms(vms)} of template ${quote(template)} ${vms.length === 1 ? "is" : "are"} encrypted by a storage policy. An encrypted VM cannot be written as OVF.`,
  }),
};
