import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { audienceOf } from "../../inventory/access/scope.ts";
import {
  countPublishedTemplates,
  countTemplatesOfCatalog,
  findReceivedTemplates,
  findSkippedTemplates,
  type SubscriptionRow,
} from "../../inventory/reading/catalogs.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { SkippedTemplate as SkippedTemplateData } from "../../inventory/reading/template-obstacle.ts";
import { sayStatement } from "../../validation/words/say.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { showFinding } from "../verdict/show-finding.ts";
import { Finding } from "../verdict/verdict-type.ts";
import { CatalogPublication, CatalogSubscription, SkippedTemplate } from "./catalog-sharing-type.ts";
import { Catalog, CatalogList, VappTemplate } from "./catalog-type.ts";

@Resolver(() => CatalogPublication)
export class CatalogPublicationResolver {
  @FieldResolver(() => CatalogList.Connection, { description: "The catalogs that are subscribed to it." })
  subscribers(
    @Root() { id }: Rows["Catalog"],
    @Args(() => CatalogList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("subscribersOfCatalog", id, page));
  }
}

@Resolver(() => CatalogSubscription)
export class CatalogSubscriptionResolver {
  @FieldResolver(() => Catalog, { description: "The catalog that publishes the templates." })
  publisher(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return reader.get("Catalog", publisherId);
  }

  @FieldResolver(() => [VappTemplate], {
    description:
      "The templates that the catalog has received and the publisher still has, by name. They are the catalog's own copies.",
  })
  synced(@Root() subscription: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return findReceivedTemplates(reader, subscription);
  }

  @FieldResolver(() => [SkippedTemplate], {
    description: "The publisher's templates that the catalog does not receive, by name. They carry TPM state.",
  })
  skipped(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return findSkippedTemplates(reader, publisherId);
  }

  @FieldResolver(() => Int, { description: "How many templates the publisher has." })
  publisherTemplateCount(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return countPublishedTemplates(reader, publisherId);
  }

  @FieldResolver(() => Int, {
    description:
      "The number of templates in the subscribed catalog. It is lower if some are skipped or not yet received.",
  })
  subscriberTemplateCount(@Root() { catalogId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return countTemplatesOfCatalog(reader, catalogId);
  }
}

@Resolver(() => SkippedTemplate)
export class SkippedTemplateResolver {
  @FieldResolver(() => String, { description: "The reason, in one sentence." })
  reason(@Root() { finding }: SkippedTemplateData, @Ctx() { scope }: GatewayContext) {
    return sayStatement(finding.what, audienceOf(scope)).explanation;
  }

  @FieldResolver(() => Finding, { description: "The finding, with its remedies." })
  finding(@Root() { finding }: SkippedTemplateData) {
    return showFinding(finding, []);
  }
}
