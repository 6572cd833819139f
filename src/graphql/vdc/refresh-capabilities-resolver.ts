import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { refreshVdcCapabilities } from "../../inventory/changes/refresh-capabilities.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { RefreshVdcCapabilitiesInput, RefreshVdcCapabilitiesPayload } from "./refresh-capabilities-type.ts";

@Resolver()
export class RefreshCapabilitiesResolver {
  @Mutation(() => RefreshVdcCapabilitiesPayload, {
    description: "Detect and record the TPM capability of VDCs again.",
  })
  async refreshVdcCapabilities(
    @Arg("input", () => RefreshVdcCapabilitiesInput, { description: "The VDCs." })
    { vdcIds }: RefreshVdcCapabilitiesInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const ids = vdcIds?.map((id, index) => rowId("Vdc", id, `input.vdcIds[${index}]`)) ?? null;
    const refreshed = await refreshVdcCapabilities(scope, db, ids);
    reader.forget();
    return {
      vdcs: refreshed.done?.map((id) => reader.get("Vdc", id)) ?? [],
      userErrors: userErrors(refreshed),
    };
  }
}
