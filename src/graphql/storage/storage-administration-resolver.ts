import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Changed } from "../../inventory/access/changed.ts";
import { type Mounted, mountStorageVolume, unmountStorageVolume } from "../../inventory/changes/administer-storage.ts";
import type { Reader } from "../../inventory/reading/reader.ts";
import { userErrors } from "../change-payload.ts";
import { checkText } from "../check-input.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import {
  MountStorageVolumeInput,
  MountStorageVolumePayload,
  UnmountStorageVolumeInput,
  UnmountStorageVolumePayload,
} from "./storage-administration-type.ts";

const input = { description: "The change." };

@Resolver()
export class StorageAdministrationResolver {
  @Mutation(() => MountStorageVolumePayload, { description: "Mount a storage volume in a cluster." })
  async mountStorageVolume(
    @Arg("input", () => MountStorageVolumeInput, input)
    { storageVolumeId, clusterId, datastoreName }: MountStorageVolumeInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const mounted = await mountStorageVolume(scope, db, {
      storageVolumeId: rowId("StorageVolume", storageVolumeId, "input.storageVolumeId"),
      clusterId: rowId("Cluster", clusterId, "input.clusterId"),
      datastoreName: datastoreName == null ? null : checkText(datastoreName, "input.datastoreName"),
    });
    return answer(reader, mounted);
  }

  @Mutation(() => UnmountStorageVolumePayload, { description: "Unmount a storage volume from a cluster." })
  async unmountStorageVolume(
    @Arg("input", () => UnmountStorageVolumeInput, input) { storageVolumeId, clusterId }: UnmountStorageVolumeInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const unmounted = await unmountStorageVolume(scope, db, {
      storageVolumeId: rowId("StorageVolume", storageVolumeId, "input.storageVolumeId"),
      clusterId: rowId("Cluster", clusterId, "input.clusterId"),
    });
    return answer(reader, unmounted);
  }
}

function answer(reader: Reader, changed: Changed<Mounted>) {
  reader.forget();
  return {
    datastore: changed.done?.datastore ?? null,
    cluster: changed.done && reader.find("Cluster", changed.done.clusterId),
    userErrors: userErrors(changed),
  };
}
