import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { findVmsOfVapp } from "../../inventory/reading/vms.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { Vm, VmList } from "../vm/vm-type.ts";
import { Vapp, VappBy, VappList, VappTpmStatus } from "./vapp-type.ts";

type Row = Rows["Vapp"];

@Resolver(() => Vapp)
export class VappResolver {
  @Query(() => Vapp, { nullable: true, description: "One vApp." })
  vapp(@Arg("by", () => VappBy, { description: "The object to find." }) by: Lookup, @Ctx() { reader }: GatewayContext) {
    return lookUp(reader, "Vapp", by);
  }

  @Query(() => VappList.Connection, { description: "The vApps of all VDCs." })
  vapps(@Args(() => VappList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Vapp", page));
  }

  @FieldResolver(() => Vdc, { description: "The VDC of the VM." })
  vdc(@Root() { vdcId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Vdc", vdcId);
  }

  @FieldResolver(() => VmList.Connection, { description: "Its VMs." })
  vms(@Root() { id }: Row, @Args(() => VmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vmsOfVapp", id, page));
  }

  @FieldResolver(() => [VappTpmStatus], { description: "Which of its VMs have a TPM: all of its VMs, by name." })
  async tpmStatuses(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return (await findVmsOfVapp(reader, id)).map((vm) => ({ vm, status: vm.tpmStatus }));
  }
}

@Resolver(() => VappTpmStatus)
export class VappTpmStatusResolver {
  @FieldResolver(() => Vm, { description: "The VM." })
  vm(@Root() { vm }: { vm: Rows["Vm"] }) {
    return vm;
  }
}
