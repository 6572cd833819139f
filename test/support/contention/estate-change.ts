import type { Changed } from "../../../src/inventory/access/changed.ts";
import type { Scope } from "../../../src/inventory/access/scope.ts";
import {
  type DefaultKeyProviderInput,
  type KmsChange,
  type KmsRegistrationInput,
  registerKms,
  setDefaultKeyProvider,
  updateKms,
} from "../../../src/inventory/changes/administer-kms.ts";
import {
  type MountInput,
  mountStorageVolume,
  unmountStorageVolume,
} from "../../../src/inventory/changes/administer-storage.ts";
import { updateVCenter, type VCenterChange } from "../../../src/inventory/changes/administer-vcenters.ts";
import { deleteVappTemplate } from "../../../src/inventory/changes/delete-templates.ts";
import { deleteVapp, deleteVm } from "../../../src/inventory/changes/delete-vms.ts";
import { operateVm } from "../../../src/inventory/changes/operate-vms.ts";
import { publishCatalog, subscribeCatalog, unpublishCatalog } from "../../../src/inventory/changes/publish-catalogs.ts";
import { refreshVdcCapabilities } from "../../../src/inventory/changes/refresh-capabilities.ts";
import { syncCatalog } from "../../../src/inventory/changes/sync-catalog.ts";
import { type KmsRemoval, unregisterKms } from "../../../src/inventory/changes/unregister-kms.ts";
import type { Database } from "../../../src/inventory/database/database.ts";
import type { VmOperation } from "../../../src/validation/operations/vms.ts";
import type { Random } from "./random.ts";
import type { Sighting } from "./sighting.ts";

/** A change of the estate that is no task, as plain data: it can be made again in another database. */
export type EstateChange =
  | { readonly change: "registerKms"; readonly input: KmsRegistrationInput }
  | { readonly change: "updateKms"; readonly input: KmsChange }
  | { readonly change: "unregisterKms"; readonly input: KmsRemoval }
  | { readonly change: "setDefaultKeyProvider"; readonly input: DefaultKeyProviderInput }
  | { readonly change: "mountStorageVolume"; readonly input: MountInput }
  | { readonly change: "unmountStorageVolume"; readonly input: Omit<MountInput, "datastoreName"> }
  | { readonly change: "updateVCenter"; readonly input: VCenterChange }
  | { readonly change: "operateVm"; readonly operation: VmOperation; readonly vmId: string }
  | { readonly change: "deleteVm" | "deleteVapp" | "deleteVappTemplate"; readonly id: string }
  | { readonly change: "publishCatalog" | "unpublishCatalog" | "syncCatalog"; readonly id: string }
  | {
      readonly change: "subscribeCatalog";
      readonly input: { readonly catalogId: string; readonly publisherId: string };
    }
  | { readonly change: "refreshVdcCapabilities" };

export function changeEstateBy(scope: Scope, db: Database, change: EstateChange): Promise<Changed<unknown>> {
  switch (change.change) {
    case "registerKms":
      return registerKms(scope, db, change.input);
    case "updateKms":
      return updateKms(scope, db, change.input);
    case "unregisterKms":
      return unregisterKms(scope, db, change.input);
    case "setDefaultKeyProvider":
      return setDefaultKeyProvider(scope, db, change.input);
    case "mountStorageVolume":
      return mountStorageVolume(scope, db, change.input);
    case "unmountStorageVolume":
      return unmountStorageVolume(scope, db, change.input);
    case "updateVCenter":
      return updateVCenter(scope, db, change.input);
    case "operateVm":
      return operateVm(scope, db, change.operation, change.vmId);
    case "deleteVm":
      return deleteVm(scope, db, change.id);
    case "deleteVapp":
      return deleteVapp(scope, db, change.id);
    case "deleteVappTemplate":
      return deleteVappTemplate(scope, db, change.id);
    case "publishCatalog":
      return publishCatalog(scope, db, change.id);
    case "unpublishCatalog":
      return unpublishCatalog(scope, db, change.id);
    case "subscribeCatalog":
      return subscribeCatalog(scope, db, change.input);
    case "syncCatalog":
      return syncCatalog(scope, db, change.id);
    case "refreshVdcCapabilities":
      return refreshVdcCapabilities(scope, db, null);
  }
}

/** A random change; null where there is nothing left that it could be about. */
export function randomChange(random: Random, sighting: Sighting): EstateChange | null {
  const draw = random.pick(KINDS);
  return draw(random, sighting);
}

const keyProvider = (random: Random) => random.pick(["kp-1", "kp-1", "kp-2", "kp-3"]);

function ofVCenter(make: (random: Random, vcenterId: string, clusterId: string) => EstateChange) {
  return (random: Random, { vcenters }: Sighting): EstateChange | null => {
    const vcenter = random.pick(vcenters);
    const clusterId = vcenter && random.pick(vcenter.clusters);
    return clusterId === undefined ? null : make(random, vcenter?.id ?? "", clusterId);
  };
}

const of =
  (kind: "vms" | "vapps" | "catalogs" | "subscribedCatalogs", make: (random: Random, id: string) => EstateChange) =>
  (random: Random, sighting: Sighting): EstateChange | null => {
    const id = random.pick(sighting[kind]);
    return id === undefined ? null : make(random, id);
  };

const operate = of("vms", (random, vmId) => ({
  change: "operateVm",
  operation: random.pick(["powerOnVm", "powerOffVm", "powerOffVm", "createSnapshot", "removeSnapshots"]),
  vmId,
}));

const deleteOne = of("vms", (_random, id) => ({ change: "deleteVm", id }));

const changeKms = ofVCenter((random, vcenterId) => {
  const name = keyProvider(random);
  const status = random.chance(0.9) ? "CONNECTED" : "DISCONNECTED";
  switch (random.below(3)) {
    case 0: {
      const registration = { vcenterId, name, type: "STANDARD", status, kmsClusterUuid: null, servers: [] } as const;
      return { change: "registerKms", input: { ...registration, makeDefault: random.chance(0.3) } };
    }
    case 1:
      return { change: "updateKms", input: { vcenterId, name, status } };
    default:
      return { change: "unregisterKms", input: { vcenterId, name, force: random.chance(0.3) } };
  }
});

const changeDefault = ofVCenter((random, vcenterId, clusterId) => ({
  change: "setDefaultKeyProvider",
  input: { vcenterId, clusterId: random.chance(0.5) ? clusterId : null, name: random.chance(0.8) ? "kp-1" : null },
}));

const changeVCenter = ofVCenter((random, vcenterId) => ({
  change: "updateVCenter",
  input: {
    vcenterId,
    ...random.pick([
      { version: random.pick(["7.0.3", "8.0.2"]) },
      { fastCrossVcenterInstantiation: random.chance(0.5) },
      // One that is away stands in everybody's way: it is soon back.
      { status: random.chance(0.1) ? "DISCONNECTED" : "CONNECTED" },
    ]),
  },
}));

function changeMount(random: Random, sighting: Sighting): EstateChange | null {
  const storageVolumeId = random.pick(sighting.volumes);
  const clusterId = random.pick(sighting.vcenters)?.clusters[0];
  if (storageVolumeId === undefined || clusterId === undefined) return null;
  return random.chance(0.6)
    ? { change: "mountStorageVolume", input: { storageVolumeId, clusterId, datastoreName: null } }
    : { change: "unmountStorageVolume", input: { storageVolumeId, clusterId } };
}

const changeCatalog = of("catalogs", (random, id) => ({
  change: random.pick(["publishCatalog", "publishCatalog", "unpublishCatalog"]),
  id,
}));

const synchronise = of("subscribedCatalogs", (_random, id) => ({ change: "syncCatalog", id }));

function subscribe(random: Random, { catalogs }: Sighting): EstateChange | null {
  const [catalogId, publisherId] = [random.pick(catalogs), random.pick(catalogs)];
  if (catalogId === undefined || publisherId === undefined || catalogId === publisherId) return null;
  return { change: "subscribeCatalog", input: { catalogId, publisherId } };
}

function deleteTemplate(random: Random, { templates }: Sighting): EstateChange | null {
  const id = random.pick(templates)?.id;
  return id === undefined ? null : { change: "deleteVappTemplate", id };
}

/** What happens often is there several times. */
const KINDS = [
  operate,
  operate,
  operate,
  deleteOne,
  deleteOne,
  of("vapps", (_random, id) => ({ change: "deleteVapp", id })),
  deleteTemplate,
  changeKms,
  changeKms,
  changeDefault,
  changeVCenter,
  changeMount,
  changeCatalog,
  synchronise,
  synchronise,
  synchronise,
  subscribe,
  () => ({ change: "refreshVdcCapabilities" }),
] as const satisfies readonly ((random: Random, sighting: Sighting) => EstateChange | null)[];
