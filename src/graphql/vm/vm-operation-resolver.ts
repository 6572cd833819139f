import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { deleteVm } from "../../inventory/changes/delete-vms.ts";
import { operateVm } from "../../inventory/changes/operate-vms.ts";
import type { VmOperation } from "../../validation/operations/vms.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import { DeleteVmInput, DeleteVmPayload, defineVmOperation } from "./vm-operation-type.ts";

const input = { description: "The VM." };

const PowerOn = defineVmOperation("powerOnVm", "A VM to power on. A suspended VM is resumed.");
const PowerOff = defineVmOperation("powerOffVm", "A VM to power off. Its power state may be unknown.");
const CreateSnapshot = defineVmOperation("createSnapshot", "A VM to take a snapshot of.");
const RemoveSnapshots = defineVmOperation(
  "removeSnapshots",
  "A VM to remove all snapshots from. Their number may be unknown.",
);

@Resolver()
export class VmOperationResolver {
  @Mutation(() => PowerOn.Payload, { description: "Power on a VM." })
  powerOnVm(@Arg("input", () => PowerOn.Input, input) { vmId }: { vmId: string }, @Ctx() context: GatewayContext) {
    return operate(context, "powerOnVm", vmId);
  }

  @Mutation(() => PowerOff.Payload, { description: "Power off a VM." })
  powerOffVm(@Arg("input", () => PowerOff.Input, input) { vmId }: { vmId: string }, @Ctx() context: GatewayContext) {
    return operate(context, "powerOffVm", vmId);
  }

  @Mutation(() => CreateSnapshot.Payload, { description: "Take a snapshot of a VM." })
  createSnapshot(
    @Arg("input", () => CreateSnapshot.Input, input) { vmId }: { vmId: string },
    @Ctx() context: GatewayContext,
  ) {
    return operate(context, "createSnapshot", vmId);
  }

  @Mutation(() => RemoveSnapshots.Payload, { description: "Remove all snapshots of a VM." })
  removeSnapshots(
    @Arg("input", () => RemoveSnapshots.Input, input) { vmId }: { vmId: string },
    @Ctx() context: GatewayContext,
  ) {
    return operate(context, "removeSnapshots", vmId);
  }

  @Mutation(() => DeleteVmPayload, { description: "Delete a VM. It must be powered off." })
  async deleteVm(
    @Arg("input", () => DeleteVmInput, input) { vmId }: DeleteVmInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const deleted = await deleteVm(scope, db, rowId("Vm", vmId, "input.vmId"));
    reader.forget();
    return { deletedVmId: deleted.done && vmId, userErrors: userErrors(deleted) };
  }
}

async function operate({ scope, db, reader }: GatewayContext, operation: VmOperation, vmId: string) {
  const operated = await operateVm(scope, db, operation, rowId("Vm", vmId, "input.vmId"));
  reader.forget();
  return { vm: operated.done, userErrors: userErrors(operated) };
}
