import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { GatewayContext } from "../context.ts";
import { KmsRegistration, KmsRegistrationList } from "../kms/kms-type.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { DatastoreList } from "../storage/storage-type.ts";
import { VdcList } from "../vdc/vdc-type.ts";
import { UnmanagedVappList, UnmanagedVmList } from "../vm/unmanaged-vm-type.ts";
import { VmList } from "../vm/vm-type.ts";
import { ClusterList } from "./cluster-type.ts";
import { VCenter, VCenterBy, VCenterList } from "./vcenter-type.ts";

type Row = Rows["VCenter"];

@Resolver(() => VCenter)
export class VCenterResolver {
  @Query(() => VCenter, { nullable: true, description: "One vCenter." })
  vcenter(
    @Arg("by", () => VCenterBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "VCenter", by);
  }

  @Query(() => VCenterList.Connection, { description: "The vCenters." })
  vcenters(@Args(() => VCenterList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("VCenter", page));
  }

  @FieldResolver(() => KmsRegistration, {
    nullable: true,
    description:
      "The default key provider. It encrypts VMs that get a new TPM, unless their cluster has its own default. Null if none is set.",
  })
  defaultKeyProvider(@Root() { defaultKeyProviderId }: Row, @Ctx() { reader }: GatewayContext) {
    return defaultKeyProviderId && reader.find("KmsRegistration", defaultKeyProviderId);
  }

  @FieldResolver(() => KmsRegistrationList.Connection, { description: "The key providers registered on it." })
  kmsRegistrations(
    @Root() { id }: Row,
    @Args(() => KmsRegistrationList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("kmsRegistrationsOfVCenter", id, page));
  }

  @FieldResolver(() => ClusterList.Connection, { description: "Its clusters." })
  clusters(
    @Root() { id }: Row,
    @Args(() => ClusterList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("clustersOfVCenter", id, page));
  }

  @FieldResolver(() => DatastoreList.Connection, { description: "Its datastores." })
  datastores(
    @Root() { id }: Row,
    @Args(() => DatastoreList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("datastoresOfVCenter", id, page));
  }

  @FieldResolver(() => VdcList.Connection, { description: "The VDCs that its clusters back." })
  vdcs(@Root() { id }: Row, @Args(() => VdcList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vdcsOfVCenter", id, page));
  }

  @FieldResolver(() => VmList.Connection, { description: "The VMs that are in a VDC on it." })
  vms(@Root() { id }: Row, @Args(() => VmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vmsOfVCenter", id, page));
  }

  @FieldResolver(() => UnmanagedVmList.Connection, { description: "The VMs on it that are in no VDC." })
  unmanagedVms(
    @Root() { id }: Row,
    @Args(() => UnmanagedVmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("unmanagedVmsOfVCenter", id, page));
  }

  @FieldResolver(() => UnmanagedVappList.Connection, { description: "The vApps on it that are in no VDC." })
  unmanagedVapps(
    @Root() { id }: Row,
    @Args(() => UnmanagedVappList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("unmanagedVappsOfVCenter", id, page));
  }
}
