import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Changed } from "../../inventory/access/changed.ts";
import type { Rows } from "../../inventory/access/entities.ts";
import { deleteVappTemplate } from "../../inventory/changes/delete-templates.ts";
import { publishCatalog, subscribeCatalog, unpublishCatalog } from "../../inventory/changes/publish-catalogs.ts";
import { syncCatalog } from "../../inventory/changes/sync-catalog.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import {
  DeleteVappTemplateInput,
  DeleteVappTemplatePayload,
  PublishCatalogInput,
  PublishCatalogPayload,
  SubscribeCatalogInput,
  SubscribeCatalogPayload,
  SyncCatalogInput,
  SyncCatalogPayload,
  UnpublishCatalogInput,
  UnpublishCatalogPayload,
} from "./catalog-sharing-type.ts";

const input = { description: "The change." };

@Resolver()
export class CatalogOperationResolver {
  @Mutation(() => PublishCatalogPayload, {
    description: "Publish a catalog, so that other catalogs can subscribe to it.",
  })
  async publishCatalog(
    @Arg("input", () => PublishCatalogInput, input) { catalogId }: PublishCatalogInput,
    @Ctx() context: GatewayContext,
  ) {
    const { scope, db } = context;
    return answer(context, await publishCatalog(scope, db, rowId("Catalog", catalogId, "input.catalogId")));
  }

  @Mutation(() => UnpublishCatalogPayload, { description: "Stop publishing a catalog." })
  async unpublishCatalog(
    @Arg("input", () => UnpublishCatalogInput, input) { catalogId }: UnpublishCatalogInput,
    @Ctx() context: GatewayContext,
  ) {
    const { scope, db } = context;
    return answer(context, await unpublishCatalog(scope, db, rowId("Catalog", catalogId, "input.catalogId")));
  }

  @Mutation(() => SubscribeCatalogPayload, {
    description: "Subscribe a catalog to a published catalog. It receives the templates when it is synchronised.",
  })
  async subscribeCatalog(
    @Arg("input", () => SubscribeCatalogInput, input) { catalogId, publisherId }: SubscribeCatalogInput,
    @Ctx() context: GatewayContext,
  ) {
    const subscribed = await subscribeCatalog(context.scope, context.db, {
      catalogId: rowId("Catalog", catalogId, "input.catalogId"),
      publisherId: rowId("Catalog", publisherId, "input.publisherId"),
    });
    return answer(context, subscribed);
  }

  @Mutation(() => SyncCatalogPayload, {
    description:
      "Synchronise a subscribed catalog with its publisher. New and changed templates are received, removed ones are deleted. Templates that carry TPM state are skipped.",
  })
  async syncCatalog(
    @Arg("input", () => SyncCatalogInput, input) { catalogId }: SyncCatalogInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const synced = await syncCatalog(scope, db, rowId("Catalog", catalogId, "input.catalogId"));
    reader.forget();
    const { catalog = null, ...templates } = synced.done ?? { synced: [], skipped: [] };
    return { catalog, ...templates, userErrors: userErrors(synced) };
  }

  @Mutation(() => DeleteVappTemplatePayload, { description: "Delete a vApp template." })
  async deleteVappTemplate(
    @Arg("input", () => DeleteVappTemplateInput, input) { templateId }: DeleteVappTemplateInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const deleted = await deleteVappTemplate(scope, db, rowId("VappTemplate", templateId, "input.templateId"));
    reader.forget();
    return { deletedVappTemplateId: deleted.done && templateId, userErrors: userErrors(deleted) };
  }
}

function answer({ reader }: GatewayContext, changed: Changed<Rows["Catalog"]>) {
  reader.forget();
  return { catalog: changed.done, userErrors: userErrors(changed) };
}
