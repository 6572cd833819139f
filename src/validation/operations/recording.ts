import { isHomeConsistent } from "../encryption.ts";
import type { Fact } from "../facts.ts";
import { findGuestOs } from "../guest-os.ts";
import { findProvisioningMisfit } from "../template-provisioning.ts";
import type { Firmware, PowerState, TpmProvisioning, TpmStatus } from "../vocabulary.ts";
import { type OperationRefusal, refuse } from "./refusal.ts";

/** What an administrator has found out about a VM, wherever it is. What is undefined is not said. */
export interface MachineFacts {
  readonly tpmStatus?: "PRESENT" | "NOT_PRESENT" | undefined;
  readonly keyProviderName?: string | undefined;
  /** Whether a storage policy asks for the encryption. */
  readonly encryptedByPolicy?: boolean | undefined;
  readonly guestId?: string | undefined;
  readonly firmware?: Firmware | undefined;
  readonly hardwareVersion?: number | undefined;
  /** Where all of its files lie. */
  readonly storageVolumeIds?: readonly string[] | undefined;
  /** A template's VM has neither of these: it never runs. */
  readonly powerState?: PowerState | undefined;
  readonly snapshotCount?: number | undefined;
}

/** A VM as it is recorded. */
export interface RecordedMachine {
  readonly name: string;
  readonly tpmStatus: TpmStatus;
  readonly keyProviderName: string | null;
  readonly encryptedByPolicy: Fact<boolean>;
  readonly guestId: Fact<string>;
  readonly firmware: Fact<Firmware>;
  readonly hardwareVersion: Fact<number>;
  readonly volumeIds: Fact<readonly string[]>;
  readonly powerState?: Fact<PowerState>;
  readonly snapshotCount?: Fact<number>;
}

/** Only what is not known may be recorded. What is known is changed by what really changes it. */
export function refuseFacts(machine: RecordedMachine, facts: MachineFacts): FactRefusal | null {
  const known = knownOf(machine);
  for (const fact of FACTS) {
    const value = known[fact];
    if (value === null || facts[fact] === undefined) continue;
    const of = { kind: "VM", name: machine.name } as const;
    return { fact, ...refuse({ id: "fact-known-already", of, fact, known: value }) };
  }
  return refuseInconsistentHome(machine, facts);
}

function refuseInconsistentHome(machine: RecordedMachine, facts: MachineFacts): FactRefusal | null {
  if (isHomeConsistent(homeWith(machine, facts))) return null;
  const said = (["keyProviderName", "encryptedByPolicy", "tpmStatus"] as const).find(
    (candidate) => facts[candidate] !== undefined,
  );
  const fact = said ?? "keyProviderName";
  return { fact, ...refuse({ id: "home-is-not-encrypted", vm: machine.name, fact }) };
}

/** How a VM's home is encrypted once the facts are recorded. */
function homeWith(machine: RecordedMachine, facts: MachineFacts) {
  return {
    tpm: facts.tpmStatus ?? machine.tpmStatus,
    keyProvider: facts.keyProviderName ?? machine.keyProviderName,
    encryptedByPolicy: facts.encryptedByPolicy ?? machine.encryptedByPolicy,
  };
}

/**
 * A key that no TPM needs is one that a storage policy asks for. Nothing else follows for the policy from what is
 * said of the TPM and the key provider, where nobody says more of it. Undefined: not known.
 */
export function inferRecordedPolicy(machine: RecordedMachine, facts: MachineFacts): boolean | undefined {
  if (facts.encryptedByPolicy !== undefined) return facts.encryptedByPolicy;
  if (machine.encryptedByPolicy !== null) return undefined;
  const { tpm, keyProvider } = homeWith(machine, facts);
  return tpm === "NOT_PRESENT" && keyProvider !== null ? true : undefined;
}

/** A refusal, and which of the facts said is at fault. */
export interface FactRefusal extends OperationRefusal {
  readonly fact: keyof MachineFacts;
}

const FACTS = [
  "tpmStatus",
  "keyProviderName",
  "encryptedByPolicy",
  "guestId",
  "firmware",
  "hardwareVersion",
  "storageVolumeIds",
  "powerState",
  "snapshotCount",
] as const satisfies readonly (keyof MachineFacts)[];

/** Null is not known. A guest id that does not say whether it supports a TPM is as good as none. */
function knownOf(machine: RecordedMachine): Record<keyof MachineFacts, string | number | null> {
  return {
    tpmStatus: machine.tpmStatus === "UNKNOWN" ? null : machine.tpmStatus,
    keyProviderName: machine.keyProviderName,
    encryptedByPolicy: machine.encryptedByPolicy === null ? null : String(machine.encryptedByPolicy),
    guestId: findGuestOs(machine.guestId).tpmEligible === null ? null : machine.guestId,
    firmware: machine.firmware,
    hardwareVersion: machine.hardwareVersion,
    storageVolumeIds: machine.volumeIds?.length ?? null,
    powerState: machine.powerState ?? null,
    snapshotCount: machine.snapshotCount ?? null,
  };
}

/**
 * Whether a template may be said to be captured with an option, beside what is said of its VMs.
 *
 * @param vms As they are recorded once it is done.
 * @param said Undefined: nothing.
 */
export function refuseRecordedProvisioning(
  { name, tpmProvisioning: known }: { readonly name: string; readonly tpmProvisioning: TpmProvisioning | null },
  vms: readonly { readonly name: string; readonly tpmStatus: TpmStatus }[],
  said: TpmProvisioning | undefined,
): OperationRefusal | null {
  if (known !== null) {
    if (said === undefined) return null;
    const of = { kind: "vApp template", name } as const;
    return refuse({ id: "fact-known-already", of, fact: "tpmProvisioning", known });
  }
  const misfit = findProvisioningMisfit(said ?? null, vms);
  if (misfit === null) return null;
  return misfit.kind === "MISSING"
    ? refuse({ id: "provisioning-missing", vm: misfit.vm })
    : refuse({ id: "provisioning-superfluous", tpmProvisioning: misfit.tpmProvisioning });
}
