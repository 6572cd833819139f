import type { Rule } from "./rule.ts";
import { clusterRunsHardwareVersion } from "./rules/cluster-runs-hardware-version.ts";
import { exportCarriesNoTpmState } from "./rules/export-carries-no-tpm-state.ts";
import { fastProvisioningHasNoReplace } from "./rules/fast-provisioning-has-no-replace.ts";
import { firmwareIsEfi } from "./rules/firmware-is-efi.ts";
import { guestBootsWithItsFirmware } from "./rules/guest-boots-with-its-firmware.ts";
import { guestOsHasItsTpm } from "./rules/guest-os-has-its-tpm.ts";
import { guestOsSupportsTpm } from "./rules/guest-os-supports-tpm.ts";
import { hardwareVersion14 } from "./rules/hardware-version-14.ts";
import { hardwareVersionNotLowered } from "./rules/hardware-version-not-lowered.ts";
import { hostsSupportGuest } from "./rules/hosts-support-guest.ts";
import { keyAvailableAtDestination } from "./rules/key-available-at-destination.ts";
import { keyAvailableAtSource } from "./rules/key-available-at-source.ts";
import { keyProviderOnTarget } from "./rules/key-provider-on-target.ts";
import { keyProviderSameKms } from "./rules/key-provider-same-kms.ts";
import { linkedCloneKeepsItsTpm } from "./rules/linked-clone-keeps-its-tpm.ts";
import { noSnapshotsToChangeTpm } from "./rules/no-snapshots-to-change-tpm.ts";
import { oneTpmPerVm } from "./rules/one-tpm-per-vm.ts";
import { ovfIsReadWhole } from "./rules/ovf-is-read-whole.ts";
import { poweredOffToChangeHardware } from "./rules/powered-off-to-change-hardware.ts";
import { poweredOffToChangeTpm } from "./rules/powered-off-to-change-tpm.ts";
import { poweredOffToMoveVapp } from "./rules/powered-off-to-move-vapp.ts";
import { sameOrganization } from "./rules/same-organization.ts";
import { sealedDataStaysReadable } from "./rules/sealed-data-stays-readable.ts";
import { sharedStorageOrFastCrossVcenter } from "./rules/shared-storage-or-fast-cross-vcenter.ts";
import { snapshotsAreKept } from "./rules/snapshots-are-kept.ts";
import { syncCarriesNoTpmState } from "./rules/sync-carries-no-tpm-state.ts";
import { templateSharedWithOrganization } from "./rules/template-shared-with-organization.ts";
import { tpmIdentityStaysUnique } from "./rules/tpm-identity-stays-unique.ts";
import { tpmOptionOffered } from "./rules/tpm-option-offered.ts";
import { tpmRemovalAcknowledged } from "./rules/tpm-removal-acknowledged.ts";
import { vcenterConnected } from "./rules/vcenter-connected.ts";
import { vcenterKnowsGuestOs } from "./rules/vcenter-knows-guest-os.ts";
import { vcenterSupportsGuest } from "./rules/vcenter-supports-guest.ts";
import { vcentersMoveEncryptedVms } from "./rules/vcenters-move-encrypted-vms.ts";
import { vcentersTrustEachOther } from "./rules/vcenters-trust-each-other.ts";
import { vdcSupportsTpm } from "./rules/vdc-supports-tpm.ts";
import { vmHomeEncryption } from "./rules/vm-home-encryption.ts";
import type { FindingOnRecord } from "./verdict-on-record.ts";

/**
 * Every rule, in the order in which an administrator would fix things: what is asked, the VM, the
 * place, what is carried. The order is that of the findings and never changes the decision.
 */
export const rules: readonly Rule[] = [
  vcenterConnected,
  vcentersTrustEachOther,
  sameOrganization,
  templateSharedWithOrganization,
  tpmOptionOffered,
  guestOsSupportsTpm,
  vcenterKnowsGuestOs,
  firmwareIsEfi,
  hardwareVersion14,
  vcenterSupportsGuest,
  hostsSupportGuest,
  clusterRunsHardwareVersion,
  vdcSupportsTpm,
  oneTpmPerVm,
  vmHomeEncryption,
  poweredOffToChangeTpm,
  noSnapshotsToChangeTpm,
  linkedCloneKeepsItsTpm,
  poweredOffToChangeHardware,
  hardwareVersionNotLowered,
  guestBootsWithItsFirmware,
  tpmRemovalAcknowledged,
  guestOsHasItsTpm,
  keyAvailableAtSource,
  keyProviderOnTarget,
  keyProviderSameKms,
  keyAvailableAtDestination,
  vcentersMoveEncryptedVms,
  sharedStorageOrFastCrossVcenter,
  fastProvisioningHasNoReplace,
  poweredOffToMoveVapp,
  snapshotsAreKept,
  tpmIdentityStaysUnique,
  sealedDataStaysReadable,
  ovfIsReadWhole,
  exportCarriesNoTpmState,
  syncCarriesNoTpmState,
];

/** The title of the rule that found something, as the catalogue has it now. */
export function titleOf({ rule: id, retiredRule }: Pick<FindingOnRecord, "rule" | "retiredRule">): string {
  const found = rules.find((rule) => rule.id === id);
  return found?.title ?? `A rule of an older version: ${retiredRule ?? id}`;
}
