import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import type { Connection } from "../../inventory/database/database.ts";
import type { NewVm } from "../../inventory/facts/of-new-vms.ts";
import type { Machine, MachineState } from "../../inventory/machines/read-machines.ts";
import type { PlacedFiles } from "../../inventory/machines/write-vm-files.ts";
import { findMountedDatastores } from "../../inventory/machines/write-vm-files.ts";
import { chooseDatastores } from "../../simulator/choose-datastores.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Verdict } from "../../validation/verdict.ts";
import type { TpmOutcome } from "../../validation/vocabulary.ts";

/** What there is of a machine before it is one. */
export type MachineDescription = Omit<Machine, "id">;

/** A VM that is made is off and has no snapshots. */
export const AS_NEW: MachineState = { powerState: "POWERED_OFF", snapshotCount: 0 };

const BARE = {
  tpmStatus: "NOT_PRESENT",
  tpmEkSha256: null,
  tpmProvisionedAt: null,
  keyProviderName: null,
  encryptedByPolicy: false,
  datastoreIds: null,
  volumeIds: null,
} as const;

/** A VM from nothing: without a TPM, until its verdict's outcome attaches one. */
export function describeNewVm({ name, guestId, firmware, hardwareVersion }: NewVm): MachineDescription {
  return { ...BARE, name, guestId, firmware, hardwareVersion };
}

export function describeVirtualSystem({
  name,
  guestId,
  firmware,
  hardwareVersion,
}: OvfVirtualSystem): MachineDescription {
  return { ...BARE, name, guestId, firmware, hardwareVersion };
}

/** The one VM of a workflow that is about one. */
export function only<M>(machines: readonly M[]): M {
  const [machine] = machines;
  invariant(machine !== undefined && machines.length === 1, "a workflow about one VM was judged by that VM");
  return machine;
}

/**
 * Each VM with what the verdict makes of its TPM. Names are unique in a vApp and in a template; one VM
 * alone may get another name on its way.
 */
export function pairWithOutcomes<M extends { readonly name: string }>(
  machines: readonly M[],
  { subjects }: Verdict,
): { machine: M; outcome: TpmOutcome }[] {
  invariant(machines.length === subjects.length, "each VM concerned was judged, and no other");
  const byName = new Map(subjects.map((subject) => [subject.name, subject.outcome]));
  return machines.map((machine) => {
    const outcome = machines.length === 1 ? subjects[0]?.outcome : byName.get(machine.name);
    invariant(outcome, "each VM concerned was judged");
    return { machine, outcome };
  });
}

/** Where the vCenter puts the files of machines that come into a cluster. */
export async function chooseFiles(
  connection: Connection,
  clusterId: string,
  machines: readonly Pick<Machine, "id" | "volumeIds">[],
): Promise<PlacedFiles[]> {
  const mounted = await findMountedDatastores(connection, clusterId);
  return machines.map(({ id, volumeIds }) => ({ id, datastoreIds: chooseDatastores(mounted, volumeIds) }));
}
