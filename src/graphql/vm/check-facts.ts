import { Refusal } from "../../inventory/access/refusal.ts";
import type { MachineFacts } from "../../validation/operations/recording.ts";
import { checkCount, checkText } from "../check-input.ts";
import { rowId } from "../global-id.ts";
import { checkHardwareVersion } from "../workflow/define-workflow.ts";
import type { MachineFactsInput, RecordVmFactsInput } from "./record-facts-type.ts";

type FactsInput = MachineFactsInput & Pick<RecordVmFactsInput, "powerState" | "snapshotCount">;

/**
 * What the input says of a VM; null says as little as nothing.
 *
 * @throws Refusal BAD_USER_INPUT, naming the field below `path`.
 */
export function checkFacts(input: FactsInput, path: string): MachineFacts {
  const { keyProviderName, guestId, hardwareVersion, snapshotCount, storageVolumeIds } = input;
  return {
    tpmStatus: checkTpmStatus(input.tpmStatus, `${path}.tpmStatus`),
    keyProviderName: keyProviderName == null ? undefined : checkText(keyProviderName, `${path}.keyProviderName`),
    encryptedByPolicy: input.encryptedByPolicy ?? undefined,
    guestId: guestId == null ? undefined : checkText(guestId, `${path}.guestId`),
    firmware: input.firmware ?? undefined,
    hardwareVersion:
      hardwareVersion == null ? undefined : checkHardwareVersion(hardwareVersion, `${path}.hardwareVersion`),
    powerState: input.powerState ?? undefined,
    snapshotCount: snapshotCount == null ? undefined : checkCount(snapshotCount, `${path}.snapshotCount`),
    storageVolumeIds: checkVolumes(storageVolumeIds, `${path}.storageVolumeIds`),
  };
}

function checkTpmStatus(status: FactsInput["tpmStatus"], path: string): MachineFacts["tpmStatus"] {
  if (status !== "UNKNOWN") return status ?? undefined;
  throw new Refusal("BAD_USER_INPUT", `${path}: found UNKNOWN, expected PRESENT or NOT_PRESENT.`);
}

function checkVolumes(ids: readonly string[] | null | undefined, path: string): string[] | undefined {
  if (ids == null) return undefined;
  if (ids.length === 0) {
    throw new Refusal("BAD_USER_INPUT", `${path}: found none, expected at least one, for a VM's files lie somewhere.`);
  }
  return ids.map((id, index) => rowId("StorageVolume", id, `${path}[${index}]`));
}
