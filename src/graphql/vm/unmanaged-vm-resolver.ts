import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { StorageVolumeList } from "../storage/storage-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { hardwareResolver, tpmDeviceOf } from "./hardware-resolver.ts";
import { TpmDevice } from "./machine-type.ts";
import { UnmanagedVapp, UnmanagedVappList, UnmanagedVm, UnmanagedVmList } from "./unmanaged-vm-type.ts";

type Row = Rows["UnmanagedVm"];

@Resolver(() => UnmanagedVm)
export class UnmanagedVmResolver extends hardwareResolver(() => UnmanagedVm) {
  @Query(() => UnmanagedVmList.Connection, {
    description: "The VMs of vCenters that are in no VDC. They can be imported.",
  })
  unmanagedVms(@Args(() => UnmanagedVmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("UnmanagedVm", page));
  }

  @FieldResolver(() => VCenter, { description: "The vCenter." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => Cluster, { description: "The cluster that it runs on." })
  cluster(@Root() { clusterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Cluster", clusterId);
  }

  @FieldResolver(() => UnmanagedVapp, {
    nullable: true,
    description: "The vApp of the VM. Null for a standalone VM.",
  })
  vapp(@Root() { unmanagedVappId }: Row, @Ctx() { reader }: GatewayContext) {
    return unmanagedVappId && reader.get("UnmanagedVapp", unmanagedVappId);
  }

  @FieldResolver(() => TpmDevice, { description: "The TPM device. Its status says whether there is one." })
  tpm(@Root() row: Row) {
    return tpmDeviceOf(row);
  }

  @FieldResolver(() => StorageVolumeList.Connection, {
    description: "The storage volumes with files of the VM. Empty: not known.",
  })
  storageVolumes(
    @Root() { id }: Row,
    @Args(() => StorageVolumeList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("storageVolumesOfUnmanagedVm", id, page));
  }
}

@Resolver(() => UnmanagedVapp)
export class UnmanagedVappResolver {
  @Query(() => UnmanagedVappList.Connection, {
    description: "The vApps of vCenters that are in no VDC. They can be imported.",
  })
  unmanagedVapps(@Args(() => UnmanagedVappList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("UnmanagedVapp", page));
  }

  @FieldResolver(() => VCenter, { description: "The vCenter." })
  vcenter(@Root() { vcenterId }: Rows["UnmanagedVapp"], @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => UnmanagedVmList.Connection, { description: "Its VMs." })
  vms(
    @Root() { id }: Rows["UnmanagedVapp"],
    @Args(() => UnmanagedVmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("unmanagedVmsOfUnmanagedVapp", id, page));
  }
}
