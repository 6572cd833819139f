import { and, eq, ne } from "drizzle-orm";
import { kmsRegistrations, vcenterFaults, vcenters } from "../../../schema/tables/index.ts";
import type { Transaction } from "../database/database.ts";
import type { VCenterFaultRow } from "../reading/faults.ts";

/**
 * Takes one off what a fault is yet to hit, in the transaction of what it does: the last one takes the
 * fault away.
 *
 * @returns false where it was cleared meanwhile, or used up by another operation.
 */
export async function consumeFault(transaction: Transaction, faultId: string): Promise<boolean> {
  const itself = eq(vcenterFaults.id, faultId);
  const [fault] = await transaction.select().from(vcenterFaults).where(itself).for("update");
  if (!fault) return false;
  if (fault.remaining === 1) await transaction.delete(vcenterFaults).where(itself);
  else if (fault.remaining !== null) {
    await transaction
      .update(vcenterFaults)
      .set({ remaining: fault.remaining - 1 })
      .where(itself);
  }
  return true;
}

/**
 * Makes a fault's vCenter, or its key provider there, DISCONNECTED, whose vCenter's row is locked for
 * `update`. What is disconnected already the fault does not hit, and is not consumed by: an operation
 * that starts again after a crash finds done what it did before.
 *
 * @returns whether it has hit.
 */
export async function disconnectByFault(transaction: Transaction, fault: VCenterFaultRow): Promise<boolean> {
  if (!(await isConnected(transaction, fault))) return false;
  if (!(await consumeFault(transaction, fault.id))) return false;
  const status = "DISCONNECTED";
  if (fault.keyProviderName === null) {
    await transaction.update(vcenters).set({ status }).where(eq(vcenters.id, fault.vcenterId));
  } else {
    await transaction.update(kmsRegistrations).set({ status }).where(registrationOf(fault, fault.keyProviderName));
  }
  return true;
}

async function isConnected(transaction: Transaction, fault: VCenterFaultRow): Promise<boolean> {
  const { vcenterId, keyProviderName } = fault;
  const connected =
    keyProviderName === null
      ? await transaction.$count(vcenters, and(eq(vcenters.id, vcenterId), ne(vcenters.status, "DISCONNECTED")))
      : await transaction.$count(
          kmsRegistrations,
          and(registrationOf(fault, keyProviderName), ne(kmsRegistrations.status, "DISCONNECTED")),
        );
  return connected > 0;
}

function registrationOf({ vcenterId }: VCenterFaultRow, name: string) {
  return and(eq(kmsRegistrations.vcenterId, vcenterId), eq(kmsRegistrations.name, name));
}
