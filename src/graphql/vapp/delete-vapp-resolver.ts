import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { deleteVapp } from "../../inventory/changes/delete-vms.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { DeleteVappInput, DeleteVappPayload } from "./delete-vapp-type.ts";

@Resolver()
export class DeleteVappResolver {
  @Mutation(() => DeleteVappPayload, {
    description: "Delete a vApp and its VMs. All VMs must be powered off.",
  })
  async deleteVapp(
    @Arg("input", () => DeleteVappInput, { description: "The vApp." }) { vappId }: DeleteVappInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const deleted = await deleteVapp(scope, db, rowId("Vapp", vappId, "input.vappId"));
    reader.forget();
    return { deletedVappId: deleted.done && vappId, userErrors: userErrors(deleted) };
  }
}
