import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import {
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  organizations,
  storageVolumes,
  vapps,
  vcenters,
  vdcs,
  vmDatastores,
  vms,
} from "../../schema/tables/index.ts";
import type { Database } from "../../src/inventory/database/database.ts";
import { invariant } from "../../src/validation/invariant.ts";

/** A vCenter with one cluster, ready to be a place for VMs. */
export interface SeededVCenter {
  readonly id: string;
  readonly clusterId: string;
}

export const newTpmIdentity = () => randomBytes(32).toString("hex");

export async function seedOrganization(db: Database, name: string): Promise<string> {
  return only(await db.insert(organizations).values({ name }).returning({ id: organizations.id })).id;
}

export async function seedVolume(db: Database, name: string): Promise<string> {
  const volume = { name, uuid: `naa.${randomBytes(8).toString("hex")}` };
  return only(await db.insert(storageVolumes).values(volume).returning({ id: storageVolumes.id })).id;
}

export async function seedVCenter(
  db: Database,
  vcenter: Partial<typeof vcenters.$inferInsert> & {
    readonly name: string;
    /** The first is the vCenter's default. */
    readonly keyProviders: readonly string[];
    /** Volumes that the cluster mounts, by the datastores' names. */
    readonly mounts?: Readonly<Record<string, string>>;
  },
): Promise<SeededVCenter> {
  const { keyProviders, mounts = {}, ...columns } = vcenter;
  const values = { version: "8.0.2", fastCrossVcenterInstantiation: false, ...columns };
  const { id } = only(await db.insert(vcenters).values(values).returning({ id: vcenters.id }));
  const cluster = { vcenterId: id, name: "cl-1", maxHardwareVersion: 21 };
  const { clusterId } = only(await db.insert(clusters).values(cluster).returning({ clusterId: clusters.id }));
  for (const name of keyProviders) await seedKeyProvider(db, id, name);
  if (keyProviders[0]) await setDefaultKeyProvider(db, id, keyProviders[0]);
  for (const [name, volumeId] of Object.entries(mounts)) await seedMount(db, { id, clusterId }, name, volumeId);
  return { id, clusterId };
}

export async function seedKeyProvider(db: Database, vcenterId: string, name: string): Promise<void> {
  await db.insert(kmsRegistrations).values({ vcenterId, name, type: "STANDARD", status: "CONNECTED" });
}

export async function setDefaultKeyProvider(db: Database, vcenterId: string, name: string): Promise<void> {
  const registrations = await db.select().from(kmsRegistrations).where(eq(kmsRegistrations.vcenterId, vcenterId));
  const registration = registrations.find((candidate) => candidate.name === name);
  invariant(registration, `${name} is registered`);
  await db.update(vcenters).set({ defaultKeyProviderId: registration.id }).where(eq(vcenters.id, vcenterId));
}

export async function seedMount(db: Database, vcenter: SeededVCenter, name: string, volumeId: string): Promise<void> {
  const values = { vcenterId: vcenter.id, storageVolumeId: volumeId, name };
  const datastore = only(await db.insert(datastores).values(values).returning({ id: datastores.id }));
  await db
    .insert(clusterDatastores)
    .values({ clusterId: vcenter.clusterId, vcenterId: vcenter.id, datastoreId: datastore.id });
}

export async function seedVdc(
  db: Database,
  vdc: {
    readonly name: string;
    readonly organizationId: string;
    readonly vcenter: SeededVCenter;
    readonly fastProvisioning?: boolean;
  },
): Promise<string> {
  const { vcenter, ...columns } = vdc;
  const values = { ...columns, vcenterId: vcenter.id, clusterId: vcenter.clusterId };
  return only(await db.insert(vdcs).values(values).returning({ id: vdcs.id })).id;
}

export async function seedVapp(db: Database, vapp: { readonly name: string; readonly vdcId: string }): Promise<string> {
  return only(await db.insert(vapps).values(vapp).returning({ id: vapps.id })).id;
}

/** A Windows Server that may have a TPM and has none, unless something else is said. */
export async function seedVm(
  db: Database,
  vm: Partial<typeof vms.$inferInsert> & {
    readonly name: string;
    readonly vdcId: string;
    readonly vcenter: SeededVCenter;
    /** Names of the datastores where its files lie. */
    readonly datastores?: readonly string[];
  },
): Promise<string> {
  const { vcenter, datastores: datastoreNames = [], ...columns } = vm;
  const values = {
    vcenterId: vcenter.id,
    guestId: "windows2019srv_64Guest",
    firmware: "EFI",
    hardwareVersion: 19,
    powerState: "POWERED_OFF",
    snapshotCount: 0,
    tpmStatus: "NOT_PRESENT",
    encryptedByPolicy: columns.tpmStatus === "UNKNOWN" ? null : columns.keyProviderName != null,
    ...columns,
  } as const;
  const { id } = only(await db.insert(vms).values(values).returning({ id: vms.id }));
  const known = await db.select().from(datastores).where(eq(datastores.vcenterId, vcenter.id));
  for (const name of datastoreNames) {
    const datastore = known.find((candidate) => candidate.name === name);
    invariant(datastore, `${name} is a datastore`);
    await db.insert(vmDatastores).values({ vmId: id, datastoreId: datastore.id, vcenterId: vcenter.id });
  }
  return id;
}

/** The columns of a VM that has a TPM, encrypted by a key provider. */
export function withTpm(keyProviderName: string, tpmEkSha256 = newTpmIdentity()) {
  return {
    tpmStatus: "PRESENT",
    tpmEkSha256,
    tpmProvisionedAt: new Date("2024-05-01T10:00:00Z"),
    keyProviderName,
    encryptedByPolicy: false,
  } as const;
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  invariant(row !== undefined && rows.length === 1, "an insert returns its row");
  return row;
}
