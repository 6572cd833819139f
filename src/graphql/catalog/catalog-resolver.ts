import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { findSubscriptionOfCatalog, findVmsOfTemplate } from "../../inventory/reading/catalogs.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { Reader } from "../../inventory/reading/reader.ts";
import { toTemplateVmFacts } from "../../inventory/reading/template-obstacle.ts";
import { templateExportable, templateSyncable } from "../../validation/template-sharing.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { Organization } from "../organization/organization-type.ts";
import { Vapp } from "../vapp/vapp-type.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { hardwareResolver, tpmDeviceOf } from "../vm/hardware-resolver.ts";
import { TpmDevice } from "../vm/machine-type.ts";
import { CatalogPublication, CatalogSubscription } from "./catalog-sharing-type.ts";
import {
  Catalog,
  CatalogBy,
  CatalogList,
  TemplateVm,
  VappTemplate,
  VappTemplateBy,
  VappTemplateList,
} from "./catalog-type.ts";

@Resolver(() => Catalog)
export class CatalogResolver {
  @Query(() => Catalog, { nullable: true, description: "One catalog." })
  catalog(
    @Arg("by", () => CatalogBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "Catalog", by);
  }

  @Query(() => CatalogList.Connection, { description: "The catalogs of all organizations." })
  catalogs(@Args(() => CatalogList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Catalog", page));
  }

  @FieldResolver(() => Organization, { description: "The organization that it belongs to." })
  organization(@Root() { organizationId }: Rows["Catalog"], @Ctx() { reader }: GatewayContext) {
    return reader.get("Organization", organizationId);
  }

  @FieldResolver(() => Vdc, { description: "The VDC that stores the templates." })
  vdc(@Root() { vdcId }: Rows["Catalog"], @Ctx() { reader }: GatewayContext) {
    return reader.get("Vdc", vdcId);
  }

  @FieldResolver(() => CatalogPublication, {
    nullable: true,
    description: "The publication of the catalog. Null if it is not published.",
  })
  publication(@Root() row: Rows["Catalog"]) {
    return row.published ? row : null;
  }

  @FieldResolver(() => CatalogSubscription, {
    nullable: true,
    description: "The subscription of the catalog. Null if it is not subscribed to another catalog.",
  })
  subscription(@Root() { id }: Rows["Catalog"], @Ctx() { reader }: GatewayContext) {
    return findSubscriptionOfCatalog(reader, id);
  }

  @FieldResolver(() => VappTemplateList.Connection, { description: "Its templates." })
  templates(
    @Root() { id }: Rows["Catalog"],
    @Args(() => VappTemplateList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("templatesOfCatalog", id, page));
  }
}

@Resolver(() => VappTemplate)
export class VappTemplateResolver {
  @Query(() => VappTemplate, { nullable: true, description: "One vApp template." })
  vappTemplate(
    @Arg("by", () => VappTemplateBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "VappTemplate", by);
  }

  @Query(() => VappTemplateList.Connection, { description: "The vApp templates of all catalogs." })
  vappTemplates(@Args(() => VappTemplateList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("VappTemplate", page));
  }

  @FieldResolver(() => Catalog, { description: "The catalog that it is in." })
  catalog(@Root() { catalogId }: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return reader.get("Catalog", catalogId);
  }

  @FieldResolver(() => [TemplateVm], { description: "Its VMs, by name." })
  vms(@Root() { id }: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return findVmsOfTemplate(reader, id);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether it can be downloaded as OVF: it stores no TPM's state. Not known is no.",
  })
  async exportable(@Root() row: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return templateExportable(row, await templateVmFacts(reader, row.id));
  }

  @FieldResolver(() => Boolean, {
    description: "Whether subscribed catalogs receive it: it stores no TPM's state. Not known is no.",
  })
  async syncable(@Root() row: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return templateSyncable(row, await templateVmFacts(reader, row.id));
  }

  @FieldResolver(() => VappTemplate, {
    nullable: true,
    description: "The publisher's template that a subscribed catalog has received here; null for one of its own.",
  })
  syncedFrom(@Root() { syncedFromTemplateId }: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return syncedFromTemplateId && reader.find("VappTemplate", syncedFromTemplateId);
  }

  @FieldResolver(() => Vapp, {
    nullable: true,
    description: "The vApp that it was captured from, if that is known and still there.",
  })
  sourceVapp(@Root() { sourceVappId }: Rows["VappTemplate"], @Ctx() { reader }: GatewayContext) {
    return sourceVappId && reader.find("Vapp", sourceVappId);
  }
}

async function templateVmFacts(reader: Reader, templateId: string) {
  return (await findVmsOfTemplate(reader, templateId)).map(toTemplateVmFacts);
}

@Resolver(() => TemplateVm)
export class TemplateVmResolver extends hardwareResolver(() => TemplateVm) {
  @FieldResolver(() => TpmDevice, {
    description: "The TPM device. In a template captured with REPLACE it has no identity.",
  })
  tpm(@Root() row: Rows["TemplateVm"]) {
    return tpmDeviceOf(row);
  }
}
