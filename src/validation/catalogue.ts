import type { Rule } from "./rule.ts";
import { exportCarriesNoTpmState } from "./rules/export-carries-no-tpm-state.ts";
import { firmwareIsEfi } from "./rules/firmware-is-efi.ts";
import { guestOsSupportsTpm } from "./rules/guest-os-supports-tpm.ts";
import { hardwareVersion14 } from "./rules/hardware-version-14.ts";
import { keyProviderOnTarget } from "./rules/key-provider-on-target.ts";
import { keyProviderSameKms } from "./rules/key-provider-same-kms.ts";
import { noSnapshotsToChangeTpm } from "./rules/no-snapshots-to-change-tpm.ts";
import { oneTpmPerVm } from "./rules/one-tpm-per-vm.ts";
import { poweredOffToChangeTpm } from "./rules/powered-off-to-change-tpm.ts";
import { sharedStorageOrFastCrossVcenter } from "./rules/shared-storage-or-fast-cross-vcenter.ts";
import { syncCarriesNoTpmState } from "./rules/sync-carries-no-tpm-state.ts";
import { tpmOptionOffered } from "./rules/tpm-option-offered.ts";
import { tpmRemovalAcknowledged } from "./rules/tpm-removal-acknowledged.ts";
import { vcenterConnected } from "./rules/vcenter-connected.ts";
import { vcenterSupportsGuest } from "./rules/vcenter-supports-guest.ts";
import { vdcSupportsTpm } from "./rules/vdc-supports-tpm.ts";
import { vmHomeEncryption } from "./rules/vm-home-encryption.ts";
import type { FindingOnRecord } from "./verdict-on-record.ts";

/**
 * Every rule, in the order in which an administrator would fix things: what is asked, the VM, the
 * place, what is carried. The order is that of the findings and never changes the decision.
 */
export const rules: readonly Rule[] = [
  vcenterConnected,
  tpmOptionOffered,
  guestOsSupportsTpm,
  firmwareIsEfi,
  hardwareVersion14,
  vcenterSupportsGuest,
  vdcSupportsTpm,
  oneTpmPerVm,
  vmHomeEncryption,
  poweredOffToChangeTpm,
  noSnapshotsToChangeTpm,
  tpmRemovalAcknowledged,
  keyProviderOnTarget,
  keyProviderSameKms,
  sharedStorageOrFastCrossVcenter,
  exportCarriesNoTpmState,
  syncCarriesNoTpmState,
];

/** The title of the rule that found something, as the catalogue has it now. */
export function titleOf({ rule: id, retiredRule }: Pick<FindingOnRecord, "rule" | "retiredRule">): string {
  const found = rules.find((rule) => rule.id === id);
  return found?.title ?? `A rule of an older version: ${retiredRule ?? id}`;
}
