import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { CatalogList } from "../catalog/catalog-type.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { VdcList } from "../vdc/vdc-type.ts";
import { Organization, OrganizationBy, OrganizationList } from "./organization-type.ts";

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: "One organization." })
  organization(
    @Arg("by", () => OrganizationBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "Organization", by);
  }

  @Query(() => OrganizationList.Connection, { description: "The organizations." })
  organizations(@Args(() => OrganizationList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Organization", page));
  }

  @FieldResolver(() => VdcList.Connection, { description: "Its VDCs." })
  vdcs(
    @Root() { id }: Rows["Organization"],
    @Args(() => VdcList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vdcsOfOrganization", id, page));
  }

  @FieldResolver(() => CatalogList.Connection, { description: "Its catalogs." })
  catalogs(
    @Root() { id }: Rows["Organization"],
    @Args(() => CatalogList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("catalogsOfOrganization", id, page));
  }
}
