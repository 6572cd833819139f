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
    description:
      "What goes wrong on it while it carries out operations, the oldest first; a simulated vCenter only has any.",
  })
  faults(@Root() { id }: Rows["VCenter"], @Ctx() { reader }: GatewayContext) {
    return findFaultsOfVCenter(reader, id);
  }

  @Mutation(() => SetVCenterFaultPayload, {
    description: "Have something go wrong on a simulated vCenter while it carries out operations.",
  })
  async setVCenterFault(
    @Arg("input", () => SetVCenterFaultInput, { description: "What is to go wrong." }) input: SetVCenterFaultInput,
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
      "Take faults off a vCenter. What they have done stays: what they disconnected is connected again by updateVCenter or updateKms.",
  })
  async clearVCenterFaults(
    @Arg("input", () => ClearVCenterFaultsInput, { description: "Which faults." })
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
