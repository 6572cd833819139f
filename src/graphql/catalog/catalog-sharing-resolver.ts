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
  @FieldResolver(() => Catalog, { description: "The published catalog that it receives." })
  publisher(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return reader.get("Catalog", publisherId);
  }

  @FieldResolver(() => [VappTemplate], {
    description: "What it has received of what the publisher has still, by name: the catalog's own copies of it.",
  })
  synced(@Root() subscription: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return findReceivedTemplates(reader, subscription);
  }

  @FieldResolver(() => [SkippedTemplate], {
    description: "What the publisher has and the catalog does not receive, by name: templates that carry TPM state.",
  })
  skipped(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return findSkippedTemplates(reader, publisherId);
  }

  @FieldResolver(() => Int, { description: "How many templates the publisher has." })
  publisherTemplateCount(@Root() { publisherId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return countPublishedTemplates(reader, publisherId);
  }

  @FieldResolver(() => Int, {
    description: "How many templates the subscribed catalog has: fewer where some are skipped or not received yet.",
  })
  subscriberTemplateCount(@Root() { catalogId }: SubscriptionRow, @Ctx() { reader }: GatewayContext) {
    return countTemplatesOfCatalog(reader, catalogId);
  }
}

@Resolver(() => SkippedTemplate)
export class SkippedTemplateResolver {
  @FieldResolver(() => String, { description: "Why, in one sentence." })
  reason(@Root() { finding }: SkippedTemplateData, @Ctx() { scope }: GatewayContext) {
    return sayStatement(finding.what, audienceOf(scope)).explanation;
  }

  @FieldResolver(() => Finding, { description: "The same as a finding of its rule, with what would mend it." })
  finding(@Root() { finding }: SkippedTemplateData) {
    return showFinding(finding, []);
  }
}
