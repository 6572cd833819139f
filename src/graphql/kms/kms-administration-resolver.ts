import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { registerKms, setDefaultKeyProvider, updateKms } from "../../inventory/changes/administer-kms.ts";
import { unregisterKms } from "../../inventory/changes/unregister-kms.ts";
import { userErrors } from "../change-payload.ts";
import { checkPort, checkText, refuseNull } from "../check-input.ts";
import type { GatewayContext } from "../context.ts";
import { rowId, rowIdOrNull } from "../global-id.ts";
import {
  type KmsServerInput,
  RegisterKmsInput,
  RegisterKmsPayload,
  SetDefaultKeyProviderInput,
  SetDefaultKeyProviderPayload,
  UnregisterKmsInput,
  UnregisterKmsPayload,
  UpdateKmsInput,
  UpdateKmsPayload,
} from "./kms-administration-type.ts";

const input = { description: "The change." };

@Resolver()
export class KmsAdministrationResolver {
  @Mutation(() => RegisterKmsPayload, { description: "Register a key provider on a vCenter." })
  async registerKms(
    @Arg("input", () => RegisterKmsInput, input)
    { vcenterId, name, servers, kmsClusterUuid, ...rest }: RegisterKmsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const registered = await registerKms(scope, db, {
      ...rest,
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      name: checkText(name, "input.name"),
      kmsClusterUuid: checkText(kmsClusterUuid ?? null, "input.kmsClusterUuid"),
      servers: (servers ?? []).map(checkServer),
    });
    reader.forget();
    return { kmsRegistration: registered.done, userErrors: userErrors(registered) };
  }

  @Mutation(() => UpdateKmsPayload, { description: "Update the registration of a key provider on a vCenter." })
  async updateKms(
    @Arg("input", () => UpdateKmsInput, input)
    { vcenterId, name, type, status, kmsClusterUuid, servers }: UpdateKmsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const changed = await updateKms(scope, db, {
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      name,
      type: refuseNull(type, "input.type"),
      status: refuseNull(status, "input.status"),
      kmsClusterUuid: checkText(kmsClusterUuid, "input.kmsClusterUuid"),
      servers: refuseNull(servers, "input.servers")?.map(checkServer),
    });
    reader.forget();
    return { kmsRegistration: changed.done, userErrors: userErrors(changed) };
  }

  @Mutation(() => UnregisterKmsPayload, { description: "Unregister a key provider from a vCenter." })
  async unregisterKms(
    @Arg("input", () => UnregisterKmsInput, input) { vcenterId, name, force }: UnregisterKmsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const removed = await unregisterKms(scope, db, {
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      name,
      force,
    });
    reader.forget();
    return { vcenter: removed.done, userErrors: userErrors(removed) };
  }

  @Mutation(() => SetDefaultKeyProviderPayload, {
    description:
      "Set the default key provider of a vCenter or of one of its clusters. It encrypts VMs that get a new TPM. A cluster's own default takes precedence.",
  })
  async setDefaultKeyProvider(
    @Arg("input", () => SetDefaultKeyProviderInput, input) { vcenterId, clusterId, name }: SetDefaultKeyProviderInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    if (name === undefined) {
      throw new Refusal(
        "BAD_USER_INPUT",
        "input.name: found nothing, expected the name of a key provider registered on the vCenter, or null for no default.",
      );
    }
    const set = await setDefaultKeyProvider(scope, db, {
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      clusterId: rowIdOrNull("Cluster", clusterId, "input.clusterId"),
      name,
    });
    reader.forget();
    return {
      vcenter: set.done && reader.find("VCenter", set.done.vcenterId),
      cluster: set.done?.clusterId ? reader.find("Cluster", set.done.clusterId) : null,
      userErrors: userErrors(set),
    };
  }
}

function checkServer({ name, address, port }: KmsServerInput, index: number) {
  const path = `input.servers[${index}]`;
  return {
    name: checkText(name, `${path}.name`),
    address: checkText(address, `${path}.address`),
    port: checkPort(port, `${path}.port`),
  };
}
