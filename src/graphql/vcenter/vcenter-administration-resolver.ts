import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { registerVCenter, updateCluster, updateVCenter } from "../../inventory/changes/administer-vcenters.ts";
import { userErrors } from "../change-payload.ts";
import { checkText, refuseNull } from "../check-input.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { checkHardwareVersion } from "../workflow/define-workflow.ts";
import {
  RegisterVCenterInput,
  RegisterVCenterPayload,
  UpdateClusterInput,
  UpdateClusterPayload,
  UpdateVCenterInput,
  UpdateVCenterPayload,
} from "./vcenter-administration-type.ts";

const input = { description: "The change." };

@Resolver()
export class VCenterAdministrationResolver {
  @Mutation(() => RegisterVCenterPayload, {
    description: "Register a vCenter. It has no clusters, datastores or key providers at first.",
  })
  async registerVCenter(
    @Arg("input", () => RegisterVCenterInput, input) { name, version, build, ...rest }: RegisterVCenterInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const registered = await registerVCenter(scope, db, {
      name: checkText(name, "input.name"),
      version: version ?? null,
      build: checkText(build ?? null, "input.build"),
      status: rest.status,
      fastCrossVcenterInstantiation: rest.fastCrossVcenterInstantiation ?? null,
      kmsInventoried: rest.kmsInventoried,
    });
    reader.forget();
    return { vcenter: registered.done, userErrors: userErrors(registered) };
  }

  @Mutation(() => UpdateVCenterPayload, { description: "Update a vCenter." })
  async updateVCenter(
    @Arg("input", () => UpdateVCenterInput, input) { vcenterId, status, kmsInventoried, ...change }: UpdateVCenterInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const changed = await updateVCenter(scope, db, {
      ...change,
      build: checkText(change.build, "input.build"),
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      status: refuseNull(status, "input.status"),
      kmsInventoried: refuseNull(kmsInventoried, "input.kmsInventoried"),
    });
    reader.forget();
    return { vcenter: changed.done, userErrors: userErrors(changed) };
  }

  @Mutation(() => UpdateClusterPayload, { description: "Update a cluster." })
  async updateCluster(
    @Arg("input", () => UpdateClusterInput, input)
    { clusterId, maxHardwareVersion, storageInventoried }: UpdateClusterInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const changed = await updateCluster(scope, db, {
      clusterId: rowId("Cluster", clusterId, "input.clusterId"),
      maxHardwareVersion:
        maxHardwareVersion == null
          ? maxHardwareVersion
          : checkHardwareVersion(maxHardwareVersion, "input.maxHardwareVersion"),
      storageInventoried: refuseNull(storageInventoried, "input.storageInventoried"),
    });
    reader.forget();
    return { cluster: changed.done, userErrors: userErrors(changed) };
  }
}
