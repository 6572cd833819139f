import { randomBytes } from "node:crypto";
import type { vms } from "../../../schema/tables/index.ts";
import { findGuestOs } from "../../validation/guest-os.ts";
import type { Firmware, PowerState } from "../../validation/vocabulary.ts";
import { formatPath, refused } from "../access/changed.ts";

type VmRow = typeof vms.$inferSelect;

/** What an administrator has found out of a VM, wherever it is; what is undefined is not said. */
export interface MachineFacts {
  readonly tpmStatus?: "PRESENT" | "NOT_PRESENT" | undefined;
  readonly keyProviderName?: string | undefined;
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
  extends Pick<VmRow, "name" | "tpmStatus" | "keyProviderName" | "guestId" | "firmware" | "hardwareVersion"> {
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
  if (!known) return null;
  const [fact, value] = known;
  const field = [...path, fact];
  return refused(
    "FACT_ALREADY_KNOWN",
    `${formatPath(field)}: of VM ${machine.name} it is known already: ${value}. Only what is not known can be recorded.`,
    field,
  );
}

/**
 * The columns that facts are recorded in; storage is rows of its own. A TPM that is found to be there has
 * had an identity all the time, and nobody has recorded which: so it is one that no other TPM has.
 *
 * @param storesIdentity Whether the machine's TPM is one; a template's may be a mere description.
 */
export function columnsOfFacts(facts: MachineFacts, storesIdentity: boolean): Partial<VmRow> {
  const { storageVolumeIds: _, ...said } = facts;
  const identity = facts.tpmStatus === "PRESENT" && storesIdentity;
  const columns = {
    ...said,
    ...(identity && { tpmEkSha256: randomBytes(32).toString("hex"), tpmProvisionedAt: new Date() }),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
