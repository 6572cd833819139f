import type { Fact, SubjectFacts, VolumeFacts } from "./facts.ts";
import type { Firmware, PowerState, TpmStatus } from "./vocabulary.ts";

/** A VM as the inventory has it, wherever it is. */
export interface MachineRow {
  readonly name: string;
  readonly tpmStatus: TpmStatus;
  readonly guestId: string | null;
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  readonly keyProviderName: string | null;
  readonly powerState: PowerState | null;
  readonly snapshotCount: number | null;
}

/** A VM as a subject, as it is: nothing is asked of its TPM or its hardware. */
export function subjectOf(row: MachineRow, volumes: Fact<readonly VolumeFacts[]>): SubjectFacts {
  return {
    name: row.name,
    tpm: row.tpmStatus,
    hardwareChanges: [],
    guestId: row.guestId,
    firmware: row.firmware,
    hardwareVersion: row.hardwareVersion,
    powerState: row.powerState,
    snapshotCount: row.snapshotCount,
    keyProvider: row.keyProviderName,
    volumes,
  };
}
