import type { Remedies, Remedy, RemedyTarget } from "../remedy.ts";
import type { RemedyOnRecord } from "../verdict-on-record.ts";
import type { RemedyAction, WarningCode } from "../vocabulary.ts";
import type { Audience } from "./audience.ts";
import { nameClusterAndVCenter, nameVCenter, nameVms, quote } from "./names.ts";
import { sayMissingFact } from "./record-words.ts";

type RemedyWords = { readonly [A in RemedyAction]: (remedy: RemedyTarget & Remedies[A], to: Audience) => string };

/** What only the provider can do, a tenant asks for. */
function byProvider(to: Audience, toProvider: string, toTenant: string): string {
  return to === "provider" ? toProvider : `Ask the provider to ${toTenant}.`;
}

/** What a hardware change asks for, by the part that it changes. */
const NEEDED_HARDWARE = {
  guestId: () => "a guest OS that supports a TPM",
  firmware: () => "EFI firmware",
  hardwareVersion: ({ version }: RemedyTarget) => `hardware version ${version} or later`,
} as const;

const ACKNOWLEDGEMENTS: Readonly<Record<WarningCode, string>> = {
  TPM_REMOVAL: "Make sure that nothing depends on the TPM any more.",
  SNAPSHOT_LOSS: "Make sure that the snapshots are no longer needed.",
  FOREIGN_KEYS: "Make sure that both vCenters get the same keys.",
  FIRMWARE_CHANGE: "Make sure that the guest OS boots with the new firmware.",
};

const FAST = "fast cross-vCenter vApp instantiation";

const words: RemedyWords = {
  REGISTER_KMS: (remedy, to) => {
    const vcenter = nameVCenter(remedy.at, to);
    if (remedy.variant === "as-default") {
      return byProvider(
        to,
        `Register a connected key provider on ${vcenter}, and make it the default of this vCenter.`,
        `register a connected default key provider on ${vcenter}`,
      );
    }
    const keyProvider = quote(remedy.keyProviderName);
    const sentences = {
      "of-vm": () =>
        byProvider(
          to,
          `Register key provider ${keyProvider} on ${vcenter} under exactly this name.`,
          `register the key provider of the VM on ${vcenter} under exactly the same name`,
        ),
      "of-place": () =>
        byProvider(
          to,
          `Register key provider ${keyProvider} on ${vcenter} under exactly this name.`,
          `register the default key provider on ${vcenter}`,
        ),
      "same-kms": () =>
        byProvider(
          to,
          `Point key provider ${keyProvider} on ${vcenter} at the KMS that the source vCenter uses.`,
          `point the key provider of the VM on ${vcenter} at the KMS that the source vCenter uses`,
        ),
    };
    return sentences[remedy.variant]();
  },
  RECONNECT_KMS: ({ at, keyProviderName }, to) =>
    byProvider(
      to,
      `Reconnect key provider ${quote(keyProviderName)} on ${nameVCenter(at, to)}.`,
      `reconnect the default key provider on ${nameVCenter(at, to)}`,
    ),
  SET_DEFAULT_KEY_PROVIDER: (remedy, to) => {
    const owner = remedy.variant === "of-cluster" ? nameClusterAndVCenter(remedy.at, to) : nameVCenter(remedy.at, to);
    return byProvider(
      to,
      `Make key provider ${quote(remedy.keyProviderName)}, which is connected, the default of ${owner}.`,
      `choose a connected default key provider for ${owner}`,
    );
  },
  UPGRADE_VCENTER: ({ at, version }, to) =>
    byProvider(
      to,
      `Upgrade ${nameVCenter(at, to)} to ${version} or later.`,
      `upgrade ${nameVCenter(at, to)} to ${version} or later`,
    ),
  RECONNECT_VCENTER: ({ at }, to) =>
    byProvider(to, `Reconnect ${nameVCenter(at, to)}.`, `reconnect ${nameVCenter(at, to)}`),
  MOUNT_STORAGE_VOLUME: ({ at, volume }, to) =>
    byProvider(
      to,
      `Mount storage volume ${quote(volume)} in ${nameClusterAndVCenter(at, to)}.`,
      `mount the storage of the VM in ${nameClusterAndVCenter(at, to)}`,
    ),
  ACTIVATE_FAST_CROSS_VCENTER: ({ at }, to) =>
    byProvider(to, `Activate ${FAST} on ${nameVCenter(at, to)}.`, `activate ${FAST} on ${nameVCenter(at, to)}`),
  CHOOSE_TPM_PROVISIONING: ({ tpmProvisioning }) =>
    tpmProvisioning === undefined
      ? "Leave the TPM provisioning option out."
      : `Ask for the TPM provisioning option ${tpmProvisioning}.`,
  SET_FIRMWARE_EFI: ({ vm, variant }) =>
    ({
      "ask-for": "Leave firmware out, or ask for EFI.",
      give: `Give VM ${quote(vm)} EFI firmware.`,
      set: `Set the firmware of VM ${quote(vm)} to EFI.`,
    })[variant],
  UPGRADE_HARDWARE: ({ vm, variant, version }) =>
    ({
      "ask-for-at-least": `Ask for hardware version ${version} or later.`,
      "ask-for-at-most": `Ask for hardware version ${version} or lower.`,
      give: `Give VM ${quote(vm)} hardware version ${version} or later.`,
      upgrade: `Upgrade the hardware version of VM ${quote(vm)} to ${version} or later.`,
    })[variant],
  POWER_OFF: ({ vm }) => `Power off VM ${quote(vm)}.`,
  REMOVE_SNAPSHOTS: ({ vm }) => `Remove all snapshots of VM ${quote(vm)}.`,
  ACKNOWLEDGE_WARNING: ({ warning }) => `${ACKNOWLEDGEMENTS[warning]} Then list ${warning} in acknowledgeWarnings.`,
  RECAPTURE_TEMPLATE: (remedy) =>
    remedy.variant === "with-option"
      ? `Capture template ${quote(remedy.template)} again with ${remedy.tpmProvisioning}.`
      : `Give VM ${quote(remedy.vm)} ${NEEDED_HARDWARE[remedy.part](remedy)}, and capture template ${quote(remedy.template)} again.`,
  CHOOSE_OTHER_VDC: (remedy) => {
    const { version } = remedy;
    const vdc = `a VDC whose cluster supports hardware version ${version}`;
    if (remedy.variant === "choose") return `Choose ${vdc}.`;
    const { vm, variant } = remedy;
    return {
      "choose-and-give": `Give VM ${quote(vm)} hardware version ${version}, and choose ${vdc}.`,
      "choose-and-upgrade": `Upgrade the hardware version of VM ${quote(vm)} to ${version}, and choose ${vdc}.`,
      move: `Move VM ${quote(vm)} to ${vdc}.`,
      "move-and-upgrade": `Move VM ${quote(vm)} to ${vdc}, and upgrade it to this version there.`,
    }[variant];
  },
  CHANGE_GUEST_OS: ({ vm, variant }) =>
    variant === "ask-for"
      ? "Ask for a guest OS that supports a TPM, by its guest ID."
      : `Give VM ${quote(vm)} a guest OS that supports a TPM.`,
  KEEP_EXISTING_TPM: ({ vm }) => `Leave tpmPresent out, and VM ${quote(vm)} keeps its TPM.`,
  RESTORE_NATIVE_KEY_PROVIDER: ({ at, from, keyProviderName }, to) =>
    byProvider(
      to,
      `Back up key provider ${quote(keyProviderName)} on ${nameVCenter(from, to)}, and restore the backup on ${nameVCenter(at, to)}.`,
      `restore the native key provider of the VM on ${nameVCenter(at, to)}`,
    ),
  BACK_UP_KEY_PROVIDER: ({ at, keyProviderName }, to) =>
    byProvider(
      to,
      `Back up key provider ${quote(keyProviderName)} on ${nameVCenter(at, to)}.`,
      `back up the default key provider on ${nameVCenter(at, to)}`,
    ),
  REKEY_VM: ({ vm, keyProviderName }, to) =>
    byProvider(
      to,
      `Rekey VM ${quote(vm)} to key provider ${quote(keyProviderName)}, which both vCenters have.`,
      `rekey VM ${quote(vm)} to a key provider that both vCenters have`,
    ),
  TRUST_VCENTER: ({ at, other }, to) =>
    byProvider(
      to,
      `Make ${nameVCenter(other, to)} and ${nameVCenter(at, to)} trust each other's certificates.`,
      "make the two vCenters trust each other's certificates",
    ),
  USE_MOVE_VAPP_API: () => "Move the vApp with method MOVE_VAPP_API.",
  LEAVE_OUT_OPTIONAL_TPM: ({ vm }) =>
    `Set leaveOutOptionalTpm, and VM ${quote(vm)} is deployed without the TPM, which its OVF marks as optional.`,
  USE_SHARED_CATALOG: ({ organization }) =>
    `Capture it into a catalog that is published to organization ${quote(organization)}, and instantiate it there.`,
  PUBLISH_CATALOG: ({ catalog }) => `Publish catalog ${quote(catalog)}.`,
  CONSOLIDATE_VM: ({ vm }) => `Consolidate VM ${quote(vm)}, so that it is no longer a linked clone.`,
  TURN_OFF_FAST_PROVISIONING: ({ vdc }, to) =>
    byProvider(
      to,
      `Turn off fast provisioning of VDC ${quote(vdc)}.`,
      `turn off fast provisioning of VDC ${quote(vdc)}`,
    ),
  KEEP_HARDWARE_VERSION: ({ vm }) => `Leave the hardware version of VM ${quote(vm)} as it is.`,
  ATTACH_TPM: ({ vm }) => `Give VM ${quote(vm)} a TPM.`,
  CHECK_OVF: ({ vm }) => `Check VM ${quote(vm)} in the OVF, and deploy it with what it needs.`,
  DECRYPT_AND_RECAPTURE: ({ template }) =>
    `Give the VMs a storage policy without encryption, and capture template ${quote(template)} again with REPLACE.`,
  DECRYPT_VMS: ({ vms }) => `Give ${nameVms(vms)} a storage policy without encryption first.`,
  KEEP_RECOVERY_KEY: ({ vm }) => `Keep the recovery keys of VM ${quote(vm)} at hand.`,
  REPLACE_TPM_AFTERWARDS: ({ vm }) =>
    `Remove the TPM of the copy of VM ${quote(vm)} and attach a new one, if it is to be another machine.`,
  RECORD_MISSING_FACT: (remedy, to) => sayMissingFact(remedy, to),
};

const OUT_OF_DATE = "Ask for a preflight: what an older version of the rules proposed is no longer known.";

/** What to do, as one sentence. */
export function sayRemedy(remedy: RemedyOnRecord, to: Audience): string {
  if ("keptText" in remedy) return (to === "provider" ? remedy.keptText : null) ?? OUT_OF_DATE;
  const say = words[remedy.action] as (remedy: Remedy, to: Audience) => string;
  return say(remedy, to);
}
