import { randomBytes } from "node:crypto";
import {
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  kmsServers,
  storageVolumes,
  unmanagedVapps,
  unmanagedVmDatastores,
  unmanagedVms,
  vcenters,
  vcenterTrusts,
} from "../../../schema/tables/index.ts";
import type { EstateVCenter } from "../../formats/estate-schema.ts";
import { pairOfVCenters } from "../database/pair-of-vcenters.ts";
import { at, type EstateLayout, type EstateRows, hardwareRow, identityOfMachine, resolve } from "./import-rows.ts";

/** A vCenter as it was laid out; the clusters in the estate's order. */
export interface LaidOutVCenter {
  readonly id: string;
  readonly clusterIds: readonly string[];
  /** Set once the registration's own row is there. */
  readonly defaultKeyProviderId: string | null;
  readonly idOfDatastore: (name: string) => string;
}

export function layOutVCenters(layout: EstateLayout): LaidOutVCenter[] {
  const volumeIds = (layout.estate.storageVolumes ?? []).map(({ name, uuid }) =>
    layout.rows.addWithId(storageVolumes, { name, uuid: uuid ?? `naa.${randomBytes(16).toString("hex")}` }),
  );
  const idOfVolume = (name: string) => at(volumeIds, resolve(layout.directory.storageVolumes, name));
  const laidOut = (layout.estate.vcenters ?? []).map((vcenter, index) =>
    layOutVCenter(layout, vcenter, index, idOfVolume),
  );
  layOutTrusts(layout, laidOut);
  return laidOut;
}

/** Trust is mutual, so that one side's word holds for both. Where both speak and differ, they do not trust each other. */
function layOutTrusts({ estate, rows }: EstateLayout, laidOut: readonly LaidOutVCenter[]): void {
  const vcentersOfEstate = estate.vcenters ?? [];
  for (const [index, one] of vcentersOfEstate.entries()) {
    for (const [offset, other] of vcentersOfEstate.slice(index + 1).entries()) {
      const said = [readTrust(one, other.name), readTrust(other, one.name)].filter((trusted) => trusted !== null);
      if (said.length === 0) continue;
      const pair = pairOfVCenters(at(laidOut, index).id, at(laidOut, index + 1 + offset).id);
      rows.add(vcenterTrusts, { ...pair, trusted: said.every((trusted) => trusted) });
    }
  }
}

function readTrust({ trusts, trustsComplete, distrusts }: EstateVCenter, other: string): boolean | null {
  if (trusts?.includes(other)) return true;
  const isComplete = trustsComplete ?? trusts !== undefined;
  return isComplete || distrusts?.includes(other) ? false : null;
}

function layOutVCenter(
  { directory, rows, importedAt }: EstateLayout,
  vcenter: EstateVCenter,
  index: number,
  idOfVolume: (name: string) => string,
): LaidOutVCenter {
  const names = at(directory.insideVCenters, index);
  const id = rows.addWithId(vcenters, {
    name: vcenter.name,
    version: vcenter.version ?? null,
    build: vcenter.build ?? null,
    status: vcenter.status ?? "CONNECTED",
    fastCrossVcenterInstantiation: vcenter.fastCrossVcenterInstantiation ?? null,
    kmsInventoried: vcenter.kmsInventoried ?? vcenter.kmsRegistrations !== undefined,
  });
  const registrationIds = layOutRegistrations(rows, vcenter, id);
  const idOfProvider = (name: string) => at(registrationIds, resolve(names.kmsRegistrations, name));
  const datastoreIds = (vcenter.datastores ?? []).map(({ name, volume }) =>
    rows.addWithId(datastores, { vcenterId: id, name, storageVolumeId: idOfVolume(volume) }),
  );
  const idOfDatastore = (name: string) => at(datastoreIds, resolve(names.datastores, name));
  const clusterIds = (vcenter.clusters ?? []).map((cluster) => {
    const clusterId = rows.addWithId(clusters, {
      vcenterId: id,
      name: cluster.name,
      maxHardwareVersion: cluster.maxHardwareVersion ?? null,
      storageInventoried: cluster.storageInventoried ?? cluster.datastores !== undefined,
      defaultKeyProviderId: cluster.defaultKeyProvider ? idOfProvider(cluster.defaultKeyProvider) : null,
    });
    for (const name of cluster.datastores ?? []) {
      rows.add(clusterDatastores, { clusterId, datastoreId: idOfDatastore(name), vcenterId: id });
    }
    return clusterId;
  });
  const defaultKeyProviderId = vcenter.defaultKeyProvider ? idOfProvider(vcenter.defaultKeyProvider) : null;
  const laidOut = { id, clusterIds, defaultKeyProviderId, idOfDatastore };
  layOutUnmanagedVms(rows, vcenter, laidOut, (name) => at(clusterIds, resolve(names.clusters, name)), importedAt);
  return laidOut;
}

function layOutRegistrations(rows: EstateRows, vcenter: EstateVCenter, vcenterId: string): string[] {
  return (vcenter.kmsRegistrations ?? []).map(({ name, type, status, kmsClusterUuid, backedUp, servers }) => {
    const kmsRegistrationId = rows.addWithId(kmsRegistrations, {
      vcenterId,
      name,
      type,
      status: status ?? "UNKNOWN",
      kmsClusterUuid: kmsClusterUuid ?? null,
      backedUp: backedUp ?? null,
    });
    for (const server of servers ?? []) rows.addWithId(kmsServers, { kmsRegistrationId, ...server });
    return kmsRegistrationId;
  });
}

/** A vApp that no VDC knows exists by its VMs naming it. */
function layOutUnmanagedVms(
  rows: EstateRows,
  vcenter: EstateVCenter,
  { id: vcenterId, idOfDatastore }: LaidOutVCenter,
  idOfCluster: (name: string) => string,
  importedAt: Date,
): void {
  const vappIds = new Map<string, string>();
  for (const vm of vcenter.unmanagedVms ?? []) {
    const clusterId = idOfCluster(vm.cluster);
    if (vm.vapp && !vappIds.has(vm.vapp)) {
      vappIds.set(vm.vapp, rows.addWithId(unmanagedVapps, { vcenterId, clusterId, name: vm.vapp }));
    }
    const unmanagedVmId = rows.addWithId(unmanagedVms, {
      vcenterId,
      clusterId,
      unmanagedVappId: vm.vapp ? vappIds.get(vm.vapp) : null,
      ...hardwareRow(vm, identityOfMachine(vm), importedAt),
      powerState: vm.powerState ?? null,
      snapshotCount: vm.snapshotCount ?? null,
    });
    for (const name of vm.datastores ?? []) {
      rows.add(unmanagedVmDatastores, { unmanagedVmId, datastoreId: idOfDatastore(name), vcenterId });
    }
  }
}
