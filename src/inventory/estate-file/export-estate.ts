import { ESTATE_FORMAT, type Estate } from "../../formats/estate-schema.ts";
import { requireProviderAdministrator, type Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { exportStorageVolumes, exportVCenters } from "./export-vcenters.ts";
import {
  exportCatalogs,
  exportOrganizations,
  exportSubscriptions,
  exportVapps,
  exportVdcs,
  exportVms,
} from "./export-vdcs.ts";

/**
 * The whole estate as it is at one moment, each list in the order of names. What a vCenter or the gateway
 * numbers itself (ids, moRefs, times) is not part of it: an import numbers anew.
 */
export async function exportEstate(scope: Scope, db: Database): Promise<Estate> {
  requireProviderAdministrator(scope, "export the estate");
  return db.transaction(
    async (transaction) => ({
      format: ESTATE_FORMAT,
      organizations: await exportOrganizations(transaction),
      storageVolumes: await exportStorageVolumes(transaction),
      vcenters: await exportVCenters(transaction),
      vdcs: await exportVdcs(transaction),
      vapps: await exportVapps(transaction),
      vms: await exportVms(transaction),
      catalogs: await exportCatalogs(transaction),
      subscriptions: await exportSubscriptions(transaction),
    }),
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
