import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { clearVCenterFaults, setVCenterFault } from "../../inventory/changes/administer-faults.ts";
import { findFaultsOfVCenter } from "../../inventory/reading/faults.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import {
  ClearVCenterFaultsInput,
  ClearVCenterFaultsPayload,
  SetVCenterFaultInput,
  SetVCenterFaultPayload,
  VCenterFault,
} from "./fault-type.ts";

@Resolver(() => VCenter)
export class VCenterFaultResolver {
  @FieldResolver(() => [VCenterFault], {
    description: "The faults that are set on this simulated vCenter, oldest first.",
  })
  faults(@Root() { id }: Rows["VCenter"], @Ctx() { reader }: GatewayContext) {
    return findFaultsOfVCenter(reader, id);
  }

  @Mutation(() => SetVCenterFaultPayload, {
    description: "Set a fault on a simulated vCenter. It hits operations on that vCenter.",
  })
  async setVCenterFault(
    @Arg("input", () => SetVCenterFaultInput, { description: "The fault to set." }) input: SetVCenterFaultInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const set = await setVCenterFault(scope, db, {
      vcenterId: rowId("VCenter", input.vcenterId, "input.vcenterId"),
      kind: input.kind,
      percent: input.percent ?? null,
      seconds: input.seconds ?? null,
      message: input.message ?? null,
      keyProviderName: input.keyProviderName ?? null,
      workflow: input.workflow ?? null,
      remaining: input.remaining ?? null,
    });
    reader.forget();
    return { vcenter: set.done, userErrors: userErrors(set) };
  }

  @Mutation(() => ClearVCenterFaultsPayload, {
    description:
      "Clear faults of a vCenter. Their effects stay: use updateVCenter or updateKms to reconnect what they disconnected.",
  })
  async clearVCenterFaults(
    @Arg("input", () => ClearVCenterFaultsInput, { description: "The faults." })
    { vcenterId, kind }: ClearVCenterFaultsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const cleared = await clearVCenterFaults(scope, db, {
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
      kind: kind ?? null,
    });
    reader.forget();
    return { vcenter: cleared.done, userErrors: userErrors(cleared) };
  }
}
