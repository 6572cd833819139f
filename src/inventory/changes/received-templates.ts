import { asc, eq, inArray } from "drizzle-orm";
import { v7 } from "uuid";
import { templateVmDatastores, templateVms, vappTemplates } from "../../../schema/tables/index.ts";
import type { Rows } from "../access/entities.ts";
import type { Connection, Transaction } from "../database/database.ts";
import { groupBy } from "../database/group-by.ts";
import { insertRows } from "../database/insert-rows.ts";

/** A template with its VMs, by name. */
export interface WholeTemplate {
  readonly row: Rows["VappTemplate"];
  readonly vms: readonly Rows["TemplateVm"][];
}

/** All templates of a catalog, by name: two statements. */
export async function findWholeTemplates(connection: Connection, catalogId: string): Promise<WholeTemplate[]> {
  const rows = await connection
    .select()
    .from(vappTemplates)
    .where(eq(vappTemplates.catalogId, catalogId))
    .orderBy(asc(vappTemplates.name));
  const ids = rows.map(({ id }) => id);
  const machines = await connection
    .select()
    .from(templateVms)
    .where(inArray(templateVms.templateId, ids))
    .orderBy(asc(templateVms.name));
  const machinesOf = groupBy(machines, ({ templateId }) => templateId);
  return rows.map((row) => ({ row, vms: machinesOf.get(row.id) ?? [] }));
}

/** Where a subscribed catalog keeps what it receives. */
export interface Receiver {
  readonly catalogId: string;
  readonly vcenterId: string;
  /** Null where nobody knows what the cluster mounts. */
  readonly datastoreId: string | null;
}

/**
 * What a subscriber receives of a template's VM: its hardware, of its TPM that it has one, and whether a policy
 * asks for encryption. Neither an identity nor a key leaves the publisher.
 */
function receivedVm(vm: Rows["TemplateVm"]) {
  const { name, guestId, firmware, hardwareVersion, tpmStatus, encryptedByPolicy } = vm;
  return { name, guestId, firmware, hardwareVersion, tpmStatus, encryptedByPolicy };
}

/** Whether what was received is what would be received now: compared as it is, so that no writer can forget to mark a change. */
export function isUpToDate(received: WholeTemplate, published: WholeTemplate): boolean {
  const contentOf = ({ row, vms }: WholeTemplate) =>
    JSON.stringify([row.name, row.tpmProvisioning, vms.map((vm) => Object.values(receivedVm(vm)))]);
  return contentOf(received) === contentOf(published);
}

export async function dropTemplates(transaction: Transaction, dropped: readonly WholeTemplate[]): Promise<void> {
  const ids = dropped.map(({ row }) => row.id);
  await transaction.delete(vappTemplates).where(inArray(vappTemplates.id, ids));
}

/** A received template stays the one that it is, with the VMs that the publisher's has now. */
export async function updateReceived(
  transaction: Transaction,
  receiver: Receiver,
  { row: { id } }: WholeTemplate,
  published: WholeTemplate,
): Promise<void> {
  const { name, tpmProvisioning } = published.row;
  await transaction.update(vappTemplates).set({ name, tpmProvisioning }).where(eq(vappTemplates.id, id));
  await transaction.delete(templateVms).where(eq(templateVms.templateId, id));
  await insertReceivedVms(transaction, receiver, id, published);
}

export async function receiveTemplate(
  transaction: Transaction,
  receiver: Receiver,
  published: WholeTemplate,
): Promise<void> {
  const { catalogId, vcenterId } = receiver;
  const { id: syncedFromTemplateId, name, tpmProvisioning } = published.row;
  const id = v7();
  await transaction
    .insert(vappTemplates)
    .values({ id, catalogId, vcenterId, name, tpmProvisioning, syncedFromTemplateId });
  await insertReceivedVms(transaction, receiver, id, published);
}

async function insertReceivedVms(
  transaction: Transaction,
  { vcenterId, datastoreId }: Receiver,
  templateId: string,
  { vms }: WholeTemplate,
): Promise<void> {
  const rows = vms.map((vm) => ({ id: v7(), templateId, vcenterId, ...receivedVm(vm) }));
  await insertRows(transaction, templateVms, rows);
  if (datastoreId === null) return;
  const files = rows.map(({ id }) => ({ templateVmId: id, datastoreId, vcenterId }));
  await insertRows(transaction, templateVmDatastores, files);
}
