import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { registerVCenter, updateCluster, updateVCenter } from "../../inventory/changes/administer-vcenters.ts";
import { setVCenterTrust } from "../../inventory/changes/set-vcenter-trust.ts";
import { userErrors } from "../change-payload.ts";
import { checkText, refuseNull } from "../check-input.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { checkHardwareVersion } from "../workflow/define-workflow.ts";
import {
  RegisterVCenterInput,
  RegisterVCenterPayload,
  SetVCenterTrustInput,
  SetVCenterTrustPayload,
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

  @Mutation(() => SetVCenterTrustPayload, {
    description: "Record whether two vCenters trust each other. What goes from one to the other needs it.",
  })
  async setVCenterTrust(
    @Arg("input", () => SetVCenterTrustInput, input) { vcenterIds, trusted }: SetVCenterTrustInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const set = await setVCenterTrust(scope, db, { vcenterIds: checkPair(vcenterIds), trusted });
    reader.forget();
    return { vcenters: set.done, userErrors: userErrors(set) };
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

function checkPair(vcenterIds: readonly string[]): [string, string] {
  const ids = vcenterIds.map((id, index) => rowId("VCenter", id, `input.vcenterIds[${index}]`));
  const [one, other, ...more] = ids;
  if (one !== undefined && other !== undefined && one !== other && more.length === 0) return [one, other];
  const found = new Set(ids).size < ids.length ? "the same vCenter twice" : `${ids.length} of them`;
  throw new Refusal("BAD_USER_INPUT", `input.vcenterIds: found ${found}, expected two different vCenters.`);
}
