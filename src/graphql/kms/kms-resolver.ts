import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { Comparison } from "../../inventory/reading/filter.ts";
import {
  findClustersByDefault,
  findServersOfRegistration,
  type KeyProviderRow,
  listKeyProviders,
} from "../../inventory/reading/kms.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { Cluster } from "../vcenter/cluster-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { VmList } from "../vm/vm-type.ts";
import {
  KeyProvider,
  KeyProviderFilter,
  KmsRegistration,
  KmsRegistrationBy,
  KmsRegistrationList,
  KmsServer,
} from "./kms-type.ts";

type Row = Rows["KmsRegistration"];

@Resolver(() => KmsRegistration)
export class KmsRegistrationResolver {
  @Query(() => KmsRegistration, { nullable: true, description: "One KMS registration." })
  kmsRegistration(
    @Arg("by", () => KmsRegistrationBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "KmsRegistration", by);
  }

  @Query(() => KmsRegistrationList.Connection, { description: "The KMS registrations of all vCenters." })
  kmsRegistrations(@Args(() => KmsRegistrationList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("KmsRegistration", page));
  }

  @FieldResolver(() => VCenter, { description: "The vCenter where it is registered." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => [KmsServer], { description: "Its KMIP servers, by name." })
  servers(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findServersOfRegistration(reader, id);
  }

  @FieldResolver(() => Boolean, { description: "True: it is the default key provider of the vCenter." })
  async isVCenterDefault(@Root() { id, vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return (await reader.get("VCenter", vcenterId)).defaultKeyProviderId === id;
  }

  @FieldResolver(() => [Cluster], { description: "The clusters that have it as their own default, by name." })
  defaultForClusters(@Root() { id }: Row, @Ctx() { reader }: GatewayContext) {
    return findClustersByDefault(reader, id);
  }

  @FieldResolver(() => VmList.Connection, { description: "The VMs of this vCenter that it encrypts." })
  encryptedVms(
    @Root() { id }: Row,
    @Args(() => VmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vmsEncryptedByRegistration", id, page));
  }
}

@Resolver(() => KeyProvider)
export class KeyProviderResolver {
  @Query(() => [KeyProvider], { description: "The key providers of all vCenters, one for each name, by name." })
  keyProviders(
    @Arg("filter", () => KeyProviderFilter, { nullable: true, description: "Only the key providers that match." })
    filter: KeyProviderFilter | null,
    @Ctx() { reader }: GatewayContext,
  ) {
    return listKeyProviders(reader, filter?.name as Comparison | undefined);
  }

  @FieldResolver(() => [KmsRegistration], { description: "The registrations, at most one for each vCenter." })
  registrations(@Root() { registrations }: KeyProviderRow) {
    return registrations;
  }

  @FieldResolver(() => [VCenter], {
    description: "The vCenters where it is not registered, by name. A VM that it encrypts cannot go there.",
  })
  missingFrom(@Root() { missingFrom }: KeyProviderRow) {
    return missingFrom;
  }

  @FieldResolver(() => VmList.Connection, { description: "The VMs that it encrypts, on all vCenters." })
  encryptedVms(
    @Root() { name }: KeyProviderRow,
    @Args(() => VmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vmsEncryptedByKeyProvider", name, page));
  }
}
