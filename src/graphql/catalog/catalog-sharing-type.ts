import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Catalog, VappTemplate } from "./catalog-type.ts";

@ObjectType({ description: "That a catalog is published: others may subscribe to it.", simpleResolvers: true })
export class CatalogPublication {}

@ObjectType({
  description:
    "What a subscribed catalog receives, and from where: all templates of the publisher's that carry no TPM state. What is skipped is judged by what the publisher has now.",
  simpleResolvers: true,
})
export class CatalogSubscription {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: "When it was synchronised last; null if never, or not since the estate was imported.",
  })
  lastSyncedAt!: Date | null;
}

@ObjectType({
  description: "A template of the publisher's that subscribers do not receive, and why.",
  simpleResolvers: true,
})
export class SkippedTemplate {
  @Field(() => VappTemplate, { description: "The publisher's template." })
  template!: VappTemplate;

  @Field(() => String, { description: "Why, in one sentence." })
  reason!: string;
}

@InputType({ description: "A catalog to publish." })
export class PublishCatalogInput {
  @Field(() => ID, { description: "The catalog; not one that is subscribed itself." })
  catalogId!: string;
}

@ObjectType({ description: "What became of publishCatalog.", simpleResolvers: true })
export class PublishCatalogPayload extends ChangePayload {
  @Field(() => Catalog, { nullable: true, description: "The catalog as it is now; null where nothing was changed." })
  catalog!: Catalog | null;
}

@InputType({
  description:
    "A catalog to publish no more. Its subscribers keep what they have received, and cannot synchronise any more.",
})
export class UnpublishCatalogInput {
  @Field(() => ID, { description: "The catalog." })
  catalogId!: string;
}

@ObjectType({ description: "What became of unpublishCatalog.", simpleResolvers: true })
export class UnpublishCatalogPayload extends ChangePayload {
  @Field(() => Catalog, { nullable: true, description: "The catalog as it is now; null where nothing was changed." })
  catalog!: Catalog | null;
}

@InputType({ description: "A subscription of one catalog to another one. No catalog both publishes and subscribes." })
export class SubscribeCatalogInput {
  @Field(() => ID, {
    description: "The catalog that is to receive: without templates, subscriptions and subscribers of its own.",
  })
  catalogId!: string;

  @Field(() => ID, { description: "The catalog whose templates it is to receive: published." })
  publisherId!: string;
}

@ObjectType({ description: "What became of subscribeCatalog.", simpleResolvers: true })
export class SubscribeCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog, which has nothing before it is synchronised; null where nothing was changed.",
  })
  catalog!: Catalog | null;
}

@InputType({ description: "A subscribed catalog to bring up to what its publisher has now." })
export class SyncCatalogInput {
  @Field(() => ID, { description: "The subscribed catalog." })
  catalogId!: string;
}

@ObjectType({ description: "What became of syncCatalog.", simpleResolvers: true })
export class SyncCatalogPayload extends ChangePayload {
  @Field(() => Catalog, {
    nullable: true,
    description: "The catalog as it is now; null where it was not synchronised.",
  })
  catalog!: Catalog | null;

  @Field(() => [VappTemplate], {
    description: "All templates that the catalog has now, by name: each as the publisher's is.",
  })
  synced!: VappTemplate[];

  @Field(() => [SkippedTemplate], { description: "The publisher's templates that it does not receive, by name." })
  skipped!: SkippedTemplate[];
}

@InputType({ description: "A vApp template to delete; not one that a subscribed catalog has received." })
export class DeleteVappTemplateInput {
  @Field(() => ID, { description: "The template." })
  templateId!: string;
}

@ObjectType({ description: "What became of deleteVappTemplate.", simpleResolvers: true })
export class DeleteVappTemplatePayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The id that it had; null where it was not deleted." })
  deletedVappTemplateId!: string | null;
}
