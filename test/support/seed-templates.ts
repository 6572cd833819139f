import { eq } from "drizzle-orm";
import {
  catalogs,
  datastores,
  templateVmDatastores,
  templateVms,
  unmanagedVapps,
  unmanagedVmDatastores,
  unmanagedVms,
  vappTemplates,
} from "../../schema/tables/index.ts";
import type { Database } from "../../src/inventory/database/database.ts";
import { invariant } from "../../src/validation/invariant.ts";
import type { TpmProvisioning } from "../../src/validation/vocabulary.ts";
import type { SeededVCenter } from "./seed.ts";

/** A Windows Server that may have a TPM and has none, unless something else is said. */
const HARDWARE = {
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  tpmStatus: "NOT_PRESENT",
  encryptedByPolicy: false,
} as const;

export async function seedCatalog(
  db: Database,
  catalog: {
    readonly name: string;
    readonly organizationId: string;
    readonly vdcId: string;
    readonly vcenter: SeededVCenter;
  },
): Promise<string> {
  const { vcenter, ...columns } = catalog;
  const values = { ...columns, vcenterId: vcenter.id };
  return only(await db.insert(catalogs).values(values).returning({ id: catalogs.id })).id;
}

type TemplateVm = Partial<typeof templateVms.$inferInsert> & {
  readonly name: string;
  readonly datastores?: readonly string[];
};

export async function seedTemplate(
  db: Database,
  template: {
    readonly name: string;
    readonly catalogId: string;
    readonly vcenter: SeededVCenter;
    readonly tpmProvisioning: TpmProvisioning | null;
    readonly vms: readonly TemplateVm[];
  },
): Promise<string> {
  const { vcenter, vms, ...columns } = template;
  const vcenterId = vcenter.id;
  const values = { ...columns, vcenterId };
  const { id } = only(await db.insert(vappTemplates).values(values).returning({ id: vappTemplates.id }));
  for (const { datastores: datastoreNames = [], ...vm } of vms) {
    const row = { ...HARDWARE, ...vm, templateId: id, vcenterId };
    const made = only(await db.insert(templateVms).values(row).returning({ id: templateVms.id }));
    for (const name of datastoreNames) {
      const datastoreId = await findDatastore(db, vcenterId, name);
      await db.insert(templateVmDatastores).values({ templateVmId: made.id, datastoreId, vcenterId });
    }
  }
  return id;
}

export async function seedUnmanagedVapp(db: Database, name: string, vcenter: SeededVCenter): Promise<string> {
  const values = { name, vcenterId: vcenter.id, clusterId: vcenter.clusterId };
  return only(await db.insert(unmanagedVapps).values(values).returning({ id: unmanagedVapps.id })).id;
}

export async function seedUnmanagedVm(
  db: Database,
  vm: Partial<typeof unmanagedVms.$inferInsert> & {
    readonly name: string;
    readonly vcenter: SeededVCenter;
    readonly datastores?: readonly string[];
  },
): Promise<string> {
  const { vcenter, datastores: datastoreNames = [], ...columns } = vm;
  const vcenterId = vcenter.id;
  const state = { powerState: "POWERED_OFF", snapshotCount: 0 } as const;
  const values = { ...HARDWARE, ...state, ...columns, vcenterId, clusterId: vcenter.clusterId };
  const { id } = only(await db.insert(unmanagedVms).values(values).returning({ id: unmanagedVms.id }));
  for (const name of datastoreNames) {
    const datastoreId = await findDatastore(db, vcenterId, name);
    await db.insert(unmanagedVmDatastores).values({ unmanagedVmId: id, datastoreId, vcenterId });
  }
  return id;
}

async function findDatastore(db: Database, vcenterId: string, name: string): Promise<string> {
  const known = await db.select().from(datastores).where(eq(datastores.vcenterId, vcenterId));
  const datastore = known.find((candidate) => candidate.name === name);
  invariant(datastore, `${name} is a datastore`);
  return datastore.id;
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  invariant(row !== undefined && rows.length === 1, "an insert returns its row");
  return row;
}
