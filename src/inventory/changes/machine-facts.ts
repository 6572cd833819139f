import { randomBytes } from "node:crypto";
import type { vms } from "../../../schema/tables/index.ts";
import { inferPolicy, isHomeConsistent } from "../../validation/encryption.ts";
import { findGuestOs } from "../../validation/guest-os.ts";
import type { Firmware, PowerState } from "../../validation/vocabulary.ts";
import { formatPath, refused } from "../access/changed.ts";

type VmRow = typeof vms.$inferSelect;

/** What an administrator has found out of a VM, wherever it is; what is undefined is not said. */
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

/** A machine as it is recorded. */
export interface RecordedMachine
  extends Pick<
    VmRow,
    "name" | "tpmStatus" | "keyProviderName" | "encryptedByPolicy" | "guestId" | "firmware" | "hardwareVersion"
  > {
  readonly powerState?: PowerState | null;
  readonly snapshotCount?: number | null;
  /** Null where nobody knows. */
  readonly volumeIds: readonly string[] | null;
}

/** What is known, in words; null where it is not. A guest id that says nothing of a TPM is as good as none. */
function knownOf(machine: RecordedMachine): Record<keyof MachineFacts, string | number | null> {
  return {
    tpmStatus: machine.tpmStatus === "UNKNOWN" ? null : machine.tpmStatus,
    keyProviderName: machine.keyProviderName,
    encryptedByPolicy: machine.encryptedByPolicy === null ? null : String(machine.encryptedByPolicy),
    guestId: findGuestOs(machine.guestId).tpmEligible === null ? null : machine.guestId,
    firmware: machine.firmware,
    hardwareVersion: machine.hardwareVersion,
    storageVolumeIds: machine.volumeIds && `${machine.volumeIds.length} of them`,
    powerState: machine.powerState ?? null,
    snapshotCount: machine.snapshotCount ?? null,
  };
}

/**
 * Only what is not known may be recorded: what is known is changed by what really changes it.
 *
 * @param path Of the facts in the input.
 */
export function refuseKnownFacts(machine: RecordedMachine, facts: MachineFacts, path: readonly string[]) {
  const [known] = Object.entries(knownOf(machine)).filter(
    ([fact, value]) => value !== null && facts[fact as keyof MachineFacts] !== undefined,
  );
  if (!known) return refuseInconsistentHome(machine, facts, path);
  const [fact, value] = known;
  const field = [...path, fact];
  return refused(
    "FACT_ALREADY_KNOWN",
    `${formatPath(field)}: of VM ${machine.name} it is known already: ${value}. Only what is not known can be recorded.`,
    field,
  );
}

/** How a machine's home is encrypted once the facts are recorded. */
function homeWith(machine: RecordedMachine, facts: MachineFacts) {
  return {
    tpm: facts.tpmStatus ?? machine.tpmStatus,
    keyProvider: facts.keyProviderName ?? machine.keyProviderName,
    encryptedByPolicy: facts.encryptedByPolicy ?? machine.encryptedByPolicy,
  };
}

function refuseInconsistentHome(machine: RecordedMachine, facts: MachineFacts, path: readonly string[]) {
  if (isHomeConsistent(homeWith(machine, facts))) return null;
  const fact = (["keyProviderName", "encryptedByPolicy", "tpmStatus"] as const).find(
    (said) => facts[said] !== undefined,
  );
  const field = fact === undefined ? [...path] : [...path, fact];
  const why = "it has a key provider, and neither a TPM nor a storage policy that asks for encryption";
  return refused("INVALID_VALUE", `${formatPath(field)}: of VM ${machine.name} this cannot be so: ${why}.`, field);
}

/** Where nobody says or knows of the policy, it follows from what is said of the TPM and the key provider. */
function policyWith(machine: RecordedMachine, facts: MachineFacts): Partial<VmRow> {
  const { encryptedByPolicy, ...home } = homeWith(machine, facts);
  const said = facts.tpmStatus !== undefined || facts.keyProviderName !== undefined;
  if (!said || encryptedByPolicy !== null) return {};
  const inferred = inferPolicy(home);
  return inferred === null ? {} : { encryptedByPolicy: inferred };
}

/**
 * The columns that facts are recorded in; storage is rows of its own. A TPM that is found to be there has
 * had an identity all the time, and nobody has recorded which: so it is one that no other TPM has.
 *
 * @param storesIdentity Whether the machine's TPM is one; a template's may be a mere description.
 */
export function columnsOfFacts(machine: RecordedMachine, facts: MachineFacts, storesIdentity: boolean): Partial<VmRow> {
  const { storageVolumeIds: _, ...said } = facts;
  const identity = facts.tpmStatus === "PRESENT" && storesIdentity;
  const columns = {
    ...said,
    ...policyWith(machine, facts),
    ...(identity && { tpmEkSha256: randomBytes(32).toString("hex"), tpmProvisionedAt: new Date() }),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
