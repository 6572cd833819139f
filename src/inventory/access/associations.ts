import { eq, type SQL, sql } from "drizzle-orm";
import {
  catalogSubscriptions,
  catalogs,
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  templateVms,
  unmanagedVapps,
  unmanagedVmDatastores,
  unmanagedVms,
  vapps,
  vappTemplates,
  vdcs,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import type { EntityName } from "./entities.ts";

/** A list of one object: which rows belong to the parent whose key is given. */
interface Association {
  readonly entity: EntityName;
  /** What identifies the parent. A key provider is its name; everything else has an id. */
  readonly key: "uuid" | "text";
  readonly belongsTo: (parent: SQL) => SQL;
}

const byName = (entity: EntityName, belongsTo: (name: SQL) => SQL): Association => ({ entity, key: "text", belongsTo });
const of = (entity: EntityName, belongsTo: (parent: SQL) => SQL): Association => ({ entity, key: "uuid", belongsTo });

export const associations = {
  vdcsOfOrganization: of("Vdc", (organization) => eq(vdcs.organizationId, organization)),
  catalogsOfOrganization: of("Catalog", (organization) => eq(catalogs.organizationId, organization)),

  kmsRegistrationsOfVCenter: of("KmsRegistration", (vcenter) => eq(kmsRegistrations.vcenterId, vcenter)),
  clustersOfVCenter: of("Cluster", (vcenter) => eq(clusters.vcenterId, vcenter)),
  datastoresOfVCenter: of("Datastore", (vcenter) => eq(datastores.vcenterId, vcenter)),
  vdcsOfVCenter: of("Vdc", (vcenter) => eq(vdcs.vcenterId, vcenter)),
  vmsOfVCenter: of("Vm", (vcenter) => eq(vms.vcenterId, vcenter)),
  unmanagedVmsOfVCenter: of("UnmanagedVm", (vcenter) => eq(unmanagedVms.vcenterId, vcenter)),
  unmanagedVappsOfVCenter: of("UnmanagedVapp", (vcenter) => eq(unmanagedVapps.vcenterId, vcenter)),

  datastoresOfCluster: of(
    "Datastore",
    (cluster) =>
      sql`${datastores.id} in (select ${clusterDatastores.datastoreId} from ${clusterDatastores} where ${clusterDatastores.clusterId} = ${cluster})`,
  ),
  vdcsOfCluster: of("Vdc", (cluster) => eq(vdcs.clusterId, cluster)),
  datastoresOfStorageVolume: of("Datastore", (volume) => eq(datastores.storageVolumeId, volume)),

  vmsEncryptedByRegistration: of("Vm", (registration) => encryptedByRegistration(vms, registration)),
  unmanagedVmsEncryptedByRegistration: of("UnmanagedVm", (registration) =>
    encryptedByRegistration(unmanagedVms, registration),
  ),
  templateVmsEncryptedByRegistration: of("TemplateVm", (registration) =>
    encryptedByRegistration(templateVms, registration),
  ),
  vmsEncryptedByKeyProvider: byName("Vm", (name) => eq(vms.keyProviderName, name)),
  unmanagedVmsEncryptedByKeyProvider: byName("UnmanagedVm", (name) => eq(unmanagedVms.keyProviderName, name)),
  templateVmsEncryptedByKeyProvider: byName("TemplateVm", (name) => eq(templateVms.keyProviderName, name)),

  vappsOfVdc: of("Vapp", (vdc) => eq(vapps.vdcId, vdc)),
  vmsOfVdc: of("Vm", (vdc) => eq(vms.vdcId, vdc)),
  catalogsOfVdc: of("Catalog", (vdc) => eq(catalogs.vdcId, vdc)),

  vmsOfVapp: of("Vm", (vapp) => eq(vms.vappId, vapp)),
  storageVolumesOfVm: of("StorageVolume", (vm) => volumesOf(vmDatastores, vmDatastores.vmId, vm)),
  storageVolumesOfUnmanagedVm: of("StorageVolume", (vm) =>
    volumesOf(unmanagedVmDatastores, unmanagedVmDatastores.unmanagedVmId, vm),
  ),
  unmanagedVmsOfUnmanagedVapp: of("UnmanagedVm", (vapp) => eq(unmanagedVms.unmanagedVappId, vapp)),
  /** By VM, wherever it is: the others whose TPM has the same identity. */
  vmsSharingTpmIdentity: of("Vm", (vm) => sharingTpmIdentity(vms, vm)),
  unmanagedVmsSharingTpmIdentity: of("UnmanagedVm", (vm) => sharingTpmIdentity(unmanagedVms, vm)),
  templateVmsSharingTpmIdentity: of("TemplateVm", (vm) => sharingTpmIdentity(templateVms, vm)),

  /** By publisher: the catalogs that are subscribed to it. */
  subscribersOfCatalog: of(
    "Catalog",
    (publisher) =>
      sql`${catalogs.id} in (select ${catalogSubscriptions.catalogId} from ${catalogSubscriptions} where ${catalogSubscriptions.publisherId} = ${publisher})`,
  ),
  templatesOfCatalog: of("VappTemplate", (catalog) => eq(vappTemplates.catalogId, catalog)),
  vmsOfTemplate: of("TemplateVm", (template) => eq(templateVms.templateId, template)),
} as const satisfies Record<string, Association>;

export type AssociationName = keyof typeof associations;

function volumesOf(
  table: typeof vmDatastores | typeof unmanagedVmDatastores,
  owner: typeof vmDatastores.vmId | typeof unmanagedVmDatastores.unmanagedVmId,
  parent: SQL,
): SQL {
  return sql`storage_volumes.id in (select ${datastores.storageVolumeId} from ${table} join ${datastores} on ${datastores.id} = ${table.datastoreId} where ${owner} = ${parent})`;
}

type MachineTable = typeof vms | typeof unmanagedVms | typeof templateVms;

/** The machines of a vCenter that a key provider there encrypts. */
function encryptedByRegistration(table: MachineTable, registration: SQL): SQL {
  return sql`(${table.keyProviderName}, ${table.vcenterId}) = (select ${kmsRegistrations.name}, ${kmsRegistrations.vcenterId} from ${kmsRegistrations} where ${kmsRegistrations.id} = ${registration})`;
}

/** The machines with the TPM identity that the machine with an id has. */
function sharingTpmIdentity(table: MachineTable, machine: SQL): SQL {
  return sql`${table.id} <> ${machine} and ${table.tpmEkSha256} in (${identitiesOf(vms, machine)} union all ${identitiesOf(unmanagedVms, machine)} union all ${identitiesOf(templateVms, machine)})`;
}

/** The TPM identity of the machine with an id, whichever of the tables it is in. */
function identitiesOf(table: MachineTable, machine: SQL): SQL {
  return sql`select machine.tpm_ek_sha256 from ${table} as machine where machine.id = ${machine}`;
}
