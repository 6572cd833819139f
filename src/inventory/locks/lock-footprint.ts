import type { Transaction } from "../database/database.ts";
import type { Footprint } from "./footprint.ts";
import {
  lockCatalogs,
  lockUnmanagedVapps,
  lockUnmanagedVms,
  lockVapps,
  lockVappTemplates,
  lockVCenters,
  lockVdcs,
  lockVms,
} from "./rows.ts";

/** Takes the rows in the order that `rows.ts` gives, and holds them until the transaction ends. */
export async function lockFootprint(transaction: Transaction, footprint: Footprint): Promise<void> {
  await lockVCenters(transaction, footprint.vcenterIds, "share");
  await lockVdcs(transaction, footprint.vdcIds, "share");
  await lockCatalogs(transaction, footprint.catalogIds, "share");
  await lockVapps(transaction, footprint.vapps.ids, footprint.vapps.strength);
  await lockVms(transaction, footprint.vms.ids, footprint.vms.strength);
  await lockVappTemplates(transaction, footprint.templates.ids, footprint.templates.strength);
  await lockUnmanagedVapps(transaction, footprint.unmanagedVapps.ids, footprint.unmanagedVapps.strength);
  await lockUnmanagedVms(transaction, footprint.unmanagedVms.ids, footprint.unmanagedVms.strength);
}
