import type { Connection, Transaction } from "../../inventory/database/database.ts";
import { findMachinesOfTemplate, type Machine, type MachineState } from "../../inventory/machines/read-machines.ts";
import { findEncryption } from "../../validation/encryption.ts";
import type { Permitted, TaskObject } from "./effect.ts";
import { AS_NEW, only } from "./machines.ts";
import { makeVm } from "./make-vms.ts";

interface NamedVmOfTemplate {
  readonly name: string;
  readonly templateId: string;
  readonly templateVmId: string | null;
}

/** A VM from one of a template's, standalone or in a vApp. */
export async function makeVmOfTemplate(
  transaction: Transaction,
  permitted: Permitted<NamedVmOfTemplate>,
): Promise<TaskObject> {
  const { name, templateId, templateVmId } = permitted.request;
  const instance = only(await findInstances(transaction, permitted, templateId, templateVmId));
  return { type: "Vm", id: await makeVm(transaction, permitted, { ...instance, name }, makingOfInstances(permitted)) };
}

/** Fast provisioning makes linked clones of a template. */
export function makingOfInstances({ gathered }: Permitted) {
  return { linkedClone: gathered.destination?.fastProvisioning === true };
}

/**
 * What becomes of a template's VMs where it is instantiated. One captured with REPLACE stores no key that came
 * with a TPM, so that a VM to which it gives a new one is encrypted anew, whatever its description names.
 */
export async function findInstances(
  connection: Connection,
  { gathered }: Permitted,
  templateId: string,
  templateVmId: string | null,
): Promise<(Machine & MachineState)[]> {
  const machines = await findMachinesOfTemplate(connection, templateId, templateVmId);
  const storesKeys = gathered.facts.template?.tpmProvisioning !== "REPLACE";
  return machines.map((machine) => ({
    ...machine,
    ...AS_NEW,
    keyProviderName: storesKeys || !cameWithTpm(machine) ? machine.keyProviderName : null,
  }));
}

function cameWithTpm({ tpmStatus, keyProviderName, encryptedByPolicy }: Machine): boolean {
  return findEncryption({ tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy }) === "FOR_TPM";
}
