import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Administered } from "../../inventory/administer.ts";
import { registerKms, setDefaultKeyProvider } from "../../inventory/administer-kms.ts";
import { mountStorageVolume } from "../../inventory/administer-storage.ts";
import { updateVCenter } from "../../inventory/administer-vcenters.ts";
import { Refusal } from "../../inventory/refusal.ts";
import type { GatewayContext } from "../context.ts";
import { rowId, rowIdOrNull } from "../global-id.ts";
import { checkName } from "../workflow/define-workflow.ts";
import {
  MountStorageVolumeInput,
  RegisterKmsInput,
  SetDefaultKeyProviderInput,
  UpdateVCenterInput,
} from "./administration-input.ts";
import {
  MountStorageVolumePayload,
  RegisterKmsPayload,
  SetDefaultKeyProviderPayload,
  UpdateVCenterPayload,
} from "./administration-payload.ts";

const input = { description: "What is to be changed." };

@Resolver()
export class AdministrationResolver {
  @Mutation(() => UpdateVCenterPayload, { description: "Change what is known of a vCenter." })
  async updateVCenter(
    @Arg("input", () => UpdateVCenterInput, input) { vcenterId, status, kmsInventoried, ...change }: UpdateVCenterInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const changed = await updateVCenter(scope, db, {
      ...change,
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      status: refuseNull(status, "input.status"),
      kmsInventoried: refuseNull(kmsInventoried, "input.kmsInventoried"),
    });
    reader.forget();
    return { vcenter: changed.done, userErrors: userErrors(changed) };
  }

  @Mutation(() => RegisterKmsPayload, { description: "Register a key provider on a vCenter." })
  async registerKms(
    @Arg("input", () => RegisterKmsInput, input) {
      vcenterId,
      name,
      servers,
      kmsClusterUuid,
      ...rest
    }: RegisterKmsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const registered = await registerKms(scope, db, {
      ...rest,
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      name: checkName(name, "input.name"),
      kmsClusterUuid: kmsClusterUuid ?? null,
      servers: (servers ?? []).map(({ name, address, port }, index) => ({
        name: checkName(name, `input.servers[${index}].name`),
        address: checkName(address, `input.servers[${index}].address`),
        port: checkPort(port, `input.servers[${index}].port`),
      })),
    });
    reader.forget();
    return { kmsRegistration: registered.done, userErrors: userErrors(registered) };
  }

  @Mutation(() => SetDefaultKeyProviderPayload, {
    description:
      "Set which key provider encrypts new TPMs: on a vCenter, or on one of its clusters, whose own default wins.",
  })
  async setDefaultKeyProvider(
    @Arg("input", () => SetDefaultKeyProviderInput, input) { vcenterId, clusterId, name }: SetDefaultKeyProviderInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const set = await setDefaultKeyProvider(scope, db, {
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      clusterId: rowIdOrNull("Cluster", clusterId, "input.clusterId"),
      name: name ?? null,
    });
    reader.forget();
    return {
      vcenter: set.done && reader.find("VCenter", set.done.vcenterId),
      cluster: set.done?.clusterId ? reader.find("Cluster", set.done.clusterId) : null,
      userErrors: userErrors(set),
    };
  }

  @Mutation(() => MountStorageVolumePayload, { description: "Mount a storage volume in a cluster." })
  async mountStorageVolume(
    @Arg("input", () => MountStorageVolumeInput, input) {
      storageVolumeId,
      clusterId,
      datastoreName,
    }: MountStorageVolumeInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const mounted = await mountStorageVolume(scope, db, {
      storageVolumeId: rowId("StorageVolume", storageVolumeId, "input.storageVolumeId"),
      clusterId: rowId("Cluster", clusterId, "input.clusterId"),
      datastoreName: datastoreName == null ? null : checkName(datastoreName, "input.datastoreName"),
    });
    reader.forget();
    return {
      datastore: mounted.done?.datastore ?? null,
      cluster: mounted.done && reader.find("Cluster", mounted.done.clusterId),
      userErrors: userErrors(mounted),
    };
  }
}

function userErrors({ refusal }: Administered<unknown>) {
  return refusal ? [{ __typename: "AdministrationUserError", ...refusal }] : [];
}

function refuseNull<T>(value: T | null | undefined, path: string): T | undefined {
  if (value === null)
    throw new Refusal("BAD_USER_INPUT", `${path}: found null, expected a value; leave it out to keep it as it is.`);
  return value;
}

function checkPort(port: number, path: string): number {
  if (port < 1 || port > 65_535) throw new Refusal("BAD_USER_INPUT", `${path}: found ${port}, expected 1 to 65535.`);
  return port;
}
