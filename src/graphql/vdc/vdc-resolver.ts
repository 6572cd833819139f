import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { type CapabilityRow, getRecordedCapability, isCapabilityStale } from "../../inventory/reading/vdcs.ts";
import { CatalogList } from "../catalog/catalog-type.ts";
import type { GatewayContext } from "../context.ts";
import { KmsRegistration } from "../kms/kms-type.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { Organization } from "../organization/organization-type.ts";
import { VappList } from "../vapp/vapp-type.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { VmList } from "../vm/vm-type.ts";
import { TpmCapability, Vdc, VdcBy, VdcList } from "./vdc-type.ts";

type Row = Rows["Vdc"];

@Resolver(() => Vdc)
export class VdcResolver {
  @Query(() => Vdc, { nullable: true, description: "One VDC." })
  vdc(@Arg("by", () => VdcBy, { description: "The object to find." }) by: Lookup, @Ctx() { reader }: GatewayContext) {
    return lookUp(reader, "Vdc", by);
  }

  @Query(() => VdcList.Connection, { description: "The VDCs of all organizations." })
  vdcs(@Args(() => VdcList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Vdc", page));
  }

  @FieldResolver(() => Organization, { description: "The organization that it is lent to." })
  organization(@Root() { organizationId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Organization", organizationId);
  }

  @FieldResolver(() => VCenter, { description: "The vCenter behind it." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => Cluster, { description: "The cluster behind it." })
  cluster(@Root() { clusterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Cluster", clusterId);
  }

  @FieldResolver(() => TpmCapability, { description: "Whether its VMs can have a TPM, as last detected." })
  tpmCapability(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return getRecordedCapability(reader, id);
  }

  @FieldResolver(() => VappList.Connection, { description: "Its vApps." })
  vapps(@Root() { id }: Row, @Args(() => VappList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vappsOfVdc", id, page));
  }

  @FieldResolver(() => VmList.Connection, { description: "Its VMs, those of its vApps included." })
  vms(@Root() { id }: Row, @Args(() => VmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vmsOfVdc", id, page));
  }

  @FieldResolver(() => CatalogList.Connection, { description: "The catalogs whose templates lie on its storage." })
  catalogs(
    @Root() { id }: Row,
    @Args(() => CatalogList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("catalogsOfVdc", id, page));
  }
}

@Resolver(() => TpmCapability)
export class TpmCapabilityResolver {
  @FieldResolver(() => KmsRegistration, {
    nullable: true,
    description: "The default key provider at that time. Null if there was none, or if it is no longer registered.",
  })
  keyProvider(@Root() { keyProviderId }: CapabilityRow, @Ctx() { reader }: GatewayContext) {
    return keyProviderId && reader.find("KmsRegistration", keyProviderId);
  }

  @FieldResolver(() => Boolean, { description: "True: the current facts give another result." })
  stale(@Root() capability: CapabilityRow, @Ctx() { reader }: GatewayContext) {
    return isCapabilityStale(reader, capability);
  }
}
