import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { GatewayContext } from "../context.ts";
import { KmsRegistration } from "../kms/kms-type.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { DatastoreList } from "../storage/storage-type.ts";
import { VdcList } from "../vdc/vdc-type.ts";
import { Cluster, ClusterBy, ClusterList } from "./cluster-type.ts";
import { VCenter } from "./vcenter-type.ts";

type Row = Rows["Cluster"];

@Resolver(() => Cluster)
export class ClusterResolver {
  @Query(() => Cluster, { nullable: true, description: "One cluster." })
  cluster(
    @Arg("by", () => ClusterBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "Cluster", by);
  }

  @Query(() => ClusterList.Connection, { description: "The clusters of all vCenters." })
  clusters(@Args(() => ClusterList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Cluster", page));
  }

  @FieldResolver(() => VCenter, { description: "The vCenter that manages the cluster." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => KmsRegistration, {
    nullable: true,
    description: "The cluster's own default key provider. It takes precedence over the vCenter's. Null if none is set.",
  })
  defaultKeyProvider(@Root() { defaultKeyProviderId }: Row, @Ctx() { reader }: GatewayContext) {
    return defaultKeyProviderId && reader.find("KmsRegistration", defaultKeyProviderId);
  }

  @FieldResolver(() => DatastoreList.Connection, { description: "The datastores that its hosts mount." })
  datastores(
    @Root() { id }: Row,
    @Args(() => DatastoreList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("datastoresOfCluster", id, page));
  }

  @FieldResolver(() => VdcList.Connection, { description: "The VDCs that it backs." })
  vdcs(@Root() { id }: Row, @Args(() => VdcList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.listOf("vdcsOfCluster", id, page));
  }
}
