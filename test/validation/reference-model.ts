import type { Facts as ValidationFacts } from "../../src/validation/facts.ts";
import type { Decision, FindingOutcome, RuleId, TpmOutcome, TpmProvisioning } from "../../src/validation/vocabulary.ts";
import * as hardware from "./reference-hardware.ts";
import * as keys from "./reference-keys.ts";
import * as options from "./reference-options.ts";
import { supposeForVm, supposeForWhole } from "./reference-worlds.ts";

/**
 * The same decisions once more, written from rules.md alone and as naively as possible. It shares
 * nothing with `src/validation` but the types, and treats what is not known in the plainest way: it
 * supposes every value that a missing fact may have, and compares.
 */
export interface ReferenceVerdict {
  readonly decision: Decision;
  readonly offered: readonly TpmProvisioning[];
  readonly chosen: TpmProvisioning | null;
  readonly outcomes: readonly TpmOutcome[];
  /** By rule: what it finds about the whole, or about each subject. */
  readonly found: Readonly<Record<string, readonly FindingOutcome[]>>;
}

export function decideByReference(given: ValidationFacts): ReferenceVerdict {
  const facts = options.spellOut(given);
  const found = findAll(facts);
  const all = Object.values(found).flat();
  const notBlocked = all.includes("UNKNOWN") ? "UNDETERMINED" : "ALLOWED";
  return {
    decision: all.includes("BLOCK") ? "BLOCKED" : notBlocked,
    offered: options.offered(facts),
    chosen: options.chosen(facts),
    // Of a VM of which it is not known: what is done if it has a TPM.
    outcomes: facts.subjects.map((vm) => options.outcome(facts, vm.tpm === "UNKNOWN" ? { ...vm, tpm: "PRESENT" } : vm)),
    found,
  };
}

function findAll(facts: options.Facts): Record<RuleId, readonly FindingOutcome[]> {
  const whole = (judge: options.JudgeWhole) => [supposeForWhole(facts, judge)];
  const each = (judge: options.JudgeVm) => facts.subjects.map((vm) => supposeForVm(facts, vm, judge));
  return {
    "vcenter-connected": keys.vcentersAreConnected(facts),
    "vcenters-trust-each-other": whole(keys.vcentersTrust),
    "same-organization": whole(keys.sameOrganization),
    "template-shared-with-organization": whole(keys.templateIsShared),
    "tpm-option-offered": [options.tpmOptionOffered(facts)],
    "guest-os-supports-tpm": each(hardware.guestSupportsTpm),
    "vcenter-knows-guest-os": each(hardware.vcenterKnowsGuest),
    "firmware-is-efi": each(hardware.firmwareIsEfi),
    "hardware-version-14": each(hardware.hardwareIs14),
    "vcenter-supports-guest": each(hardware.vcenterSupportsGuest),
    "hosts-support-guest": each(hardware.hostsSupportGuest),
    "cluster-runs-hardware-version": each(hardware.clusterRunsHardware),
    "vdc-supports-tpm": each(hardware.vdcSupportsTpm),
    "one-tpm-per-vm": each(hardware.oneTpm),
    "vm-home-encryption": facts.subjects.map((vm) => homeEncryption(facts, vm)),
    "powered-off-to-change-tpm": each(hardware.poweredOffForTpm),
    "no-snapshots-to-change-tpm": each(hardware.noSnapshotsForTpm),
    "linked-clone-keeps-its-tpm": each(hardware.linkedCloneKeepsTpm),
    "powered-off-to-change-hardware": each(hardware.poweredOffForHardware),
    "hardware-version-not-lowered": each(hardware.hardwareNotLowered),
    "guest-boots-with-its-firmware": each(hardware.bootsWithFirmware),
    "tpm-removal-acknowledged": each(hardware.removalIsAcknowledged),
    "guest-os-has-its-tpm": each(hardware.guestHasItsTpm),
    "key-available-at-source": each(keys.keyAtSource),
    "key-provider-on-target": each(keys.keyProviderOnTarget),
    "key-provider-same-kms": each(keys.sameKms),
    "key-available-at-destination": each(keys.keyAtDestination),
    "vcenters-move-encrypted-vms": each(keys.vcentersMoveEncrypted),
    "shared-storage-or-fast-cross-vcenter": each(keys.storageIsShared),
    "fast-provisioning-has-no-replace": each(hardware.fastProvisioningHasNoReplace),
    "powered-off-to-move-vapp": each(options.powersOffToMove),
    "snapshots-are-kept": each(options.keepsSnapshots),
    "tpm-identity-stays-unique": each(options.keepsIdentityUnique),
    "sealed-data-stays-readable": each(options.keepsSealedData),
    "ovf-is-read-whole": each(options.ovfIsReadWhole),
    "export-carries-no-tpm-state": options.isCapture(facts)
      ? [keys.captureCarriesNoTpmState(facts)]
      : whole(keys.exportsNoTpmState),
    "sync-carries-no-tpm-state": ["NOT_APPLICABLE"],
  };
}

/** Section 3: not known only of a VM that has a TPM for sure. */
function homeEncryption(facts: options.Facts, vm: options.Facts["subjects"][number]): FindingOutcome {
  const answer = supposeForVm(facts, vm, hardware.homeIsEncrypted);
  return answer === "UNKNOWN" && vm.tpm === "UNKNOWN" ? "PASS" : answer;
}
