import type { Connection } from "../../inventory/database/database.ts";
import type { WorkflowRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfTemplate, type Machine, type MachineState } from "../../inventory/machines/read-machines.ts";
import type { Permitted } from "./effect.ts";
import { AS_NEW } from "./machines.ts";

/**
 * What becomes of a template's VMs where it is instantiated. One captured with REPLACE stores no key, so
 * that a VM to which it gives a new TPM is encrypted anew, whatever its description names.
 */
export async function findInstances(
  connection: Connection,
  { gathered }: Permitted<WorkflowRequest>,
  templateId: string,
  templateVmId: string | null,
): Promise<(Machine & MachineState)[]> {
  const machines = await findMachinesOfTemplate(connection, templateId, templateVmId);
  const storesNoKey = gathered.facts.template?.tpmProvisioning === "REPLACE";
  return machines.map((machine) => ({
    ...machine,
    ...AS_NEW,
    keyProviderName: storesNoKey && machine.tpmStatus !== "NOT_PRESENT" ? null : machine.keyProviderName,
  }));
}
