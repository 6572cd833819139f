import { and, eq, notExists, sql } from "drizzle-orm";
import { unmanagedVapps, unmanagedVms } from "../../../schema/tables/index.ts";
import type { Transaction } from "../database/database.ts";

/**
 * What a VDC has taken over is on the vCenter's list no more; a vApp is gone from it with its last VM.
 *
 * INVARIANT: the transaction has the vApp's row locked, so that of two who take its last two VMs one
 * sees that it is empty.
 */
export async function deleteUnmanagedVm(transaction: Transaction, unmanagedVmId: string): Promise<void> {
  const [deleted] = await transaction
    .delete(unmanagedVms)
    .where(eq(unmanagedVms.id, unmanagedVmId))
    .returning({ vappId: unmanagedVms.unmanagedVappId });
  const vappId = deleted?.vappId ?? null;
  if (vappId === null) return;
  const rest = transaction.select({ one: sql`1` }).from(unmanagedVms).where(eq(unmanagedVms.unmanagedVappId, vappId));
  await transaction.delete(unmanagedVapps).where(and(eq(unmanagedVapps.id, vappId), notExists(rest)));
}

/** The vApp with all of its VMs. */
export async function deleteUnmanagedVapp(transaction: Transaction, unmanagedVappId: string): Promise<void> {
  await transaction.delete(unmanagedVms).where(eq(unmanagedVms.unmanagedVappId, unmanagedVappId));
  await transaction.delete(unmanagedVapps).where(eq(unmanagedVapps.id, unmanagedVappId));
}
