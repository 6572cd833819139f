import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Catalog, VappTemplate } from "./catalog-type.ts";

@ObjectType({ description: "The publication of a catalog. Other catalogs can subscribe to it.", simpleResolvers: true })
export class CatalogPublication {}

@ObjectType({
  description:
    "The subscription of a catalog. The catalog receives all templates of the publisher that carry no TPM state. The skipped templates follow from the current templates of the publisher.",
  simpleResolvers: true,
})
export class CatalogSubscription {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: "When the catalog was last synchronised. Null: never, or not since the estate was imported.",
  })
  lastSyncedAt!: Date | null;
}

@ObjectType({
  description: "A template of the publisher that subscribers do not receive, with the reason.",
  simpleResolvers: true,
})
export class SkippedTemplate {
  @Field(() => VappTemplate, { description: "The publisher's template." })
  template!: VappTemplate;

  @Field(() => String, { description: "The reason, in one sentence." })
  reason!: string;
}

@InputType({ description: "A catalog to publish." })
export class PublishCatalogInput {
  @Field(() => ID, { description: "The catalog. It must not be subscribed to another catalog." })
  catalogId!: string;
}

@ObjectType({ description: "The result of publishCatalog.", simpleResolvers: true })
export class PublishCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog in its current state. Null if nothing was changed.",
  })
  catalog!: Catalog | null;
}

@InputType({
  description: "A catalog to stop publishing. Subscribers keep their templates until they are synchronised.",
})
export class UnpublishCatalogInput {
  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;
}

@ObjectType({ description: "The result of unpublishCatalog.", simpleResolvers: true })
export class UnpublishCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog in its current state. Null if nothing was changed.",
  })
  catalog!: Catalog | null;
}

@InputType({ description: "A subscription to a published catalog. A catalog cannot both publish and subscribe." })
export class SubscribeCatalogInput {
  @Field(() => ID, {
    description:
      "The catalog that receives the templates. It must have no templates, no subscription and no subscribers.",
  })
  catalogId!: string;

  @Field(() => ID, { description: "The published catalog to subscribe to." })
  publisherId!: string;
}

@ObjectType({ description: "The result of subscribeCatalog.", simpleResolvers: true })
export class SubscribeCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog. It is empty until it is synchronised. Null if nothing was changed.",
  })
  catalog!: Catalog | null;
}

@InputType({ description: "A subscribed catalog to synchronise." })
export class SyncCatalogInput {
  @Field(() => ID, { description: "The subscribed catalog." })
  catalogId!: string;
}

@ObjectType({ description: "The result of syncCatalog.", simpleResolvers: true })
export class SyncCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog in its current state. Null if it was not synchronised.",
  })
  catalog!: Catalog | null;

  @Field(() => [VappTemplate], {
    description: "All templates of the catalog, by name. Each equals the publisher's.",
  })
  synced!: VappTemplate[];

  @Field(() => [SkippedTemplate], {
    description: "The publisher's templates that the catalog does not receive, by name.",
  })
  skipped!: SkippedTemplate[];
}

@InputType({
  description: "A vApp template to delete. Templates that a subscribed catalog has received cannot be deleted.",
})
export class DeleteVappTemplateInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;
}

@ObjectType({ description: "The result of deleteVappTemplate.", simpleResolvers: true })
export class DeleteVappTemplatePayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The ID of the deleted object. Null if nothing was deleted." })
  deletedVappTemplateId!: string | null;
}
