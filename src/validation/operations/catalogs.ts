import { type OperationRefusal, refuse } from "./refusal.ts";

/** How a catalog shares its templates, or receives another one's. */
export interface CatalogSharing {
  /** As `organization/catalog`. */
  readonly name: string;
  readonly published: boolean;
  readonly subscribed: boolean;
  /** How many catalogs are subscribed to it. */
  readonly subscribers: number;
  /** How many templates it has. */
  readonly templates: number;
}

/** A subscribed catalog has the templates that it receives, and no others. Nobody else changes them. */
export function refuseSubscribed({ name, subscribed }: Pick<CatalogSharing, "name" | "subscribed">) {
  return subscribed ? refuse({ id: "catalog-subscribed", catalog: name }) : null;
}

/** A subscribed catalog has nothing of its own to publish. */
export function refusePublishing(
  catalog: Pick<CatalogSharing, "name" | "published" | "subscribed">,
): OperationRefusal | null {
  return refuseSubscribed(catalog) ?? refusePublished(catalog);
}

export function refuseUnpublishing({ name, published }: Pick<CatalogSharing, "name" | "published">) {
  return published ? null : refuse({ id: "catalog-not-published", catalog: name });
}

/**
 * Whether a catalog may be subscribed to another one. No catalog is both a publisher and a subscriber, so
 * there are no chains and no circles. One that was published may still have subscribers.
 */
export function refuseSubscriber(catalog: CatalogSharing): OperationRefusal | null {
  const { name, subscribers, templates } = catalog;
  const refusal = refuseSubscribed(catalog) ?? refusePublished(catalog);
  if (refusal) return refusal;
  if (subscribers > 0) return refuse({ id: "catalog-has-subscribers", catalog: name, subscribers });
  if (templates > 0) return refuse({ id: "catalog-has-templates", catalog: name, templates });
  return null;
}

/** Whether others may subscribe to a catalog. Only an imported estate has a published one that is subscribed. */
export function refusePublisher(
  publisher: Pick<CatalogSharing, "name" | "published" | "subscribed">,
): OperationRefusal | null {
  return refuseUnpublishing(publisher) ?? refuseSubscribed(publisher);
}

export function refuseUnsubscribed({ name, subscribed }: Pick<CatalogSharing, "name" | "subscribed">) {
  return subscribed ? null : refuse({ id: "catalog-not-subscribed", catalog: name });
}

function refusePublished({ name, published }: Pick<CatalogSharing, "name" | "published">) {
  return published ? refuse({ id: "catalog-published-already", catalog: name }) : null;
}
