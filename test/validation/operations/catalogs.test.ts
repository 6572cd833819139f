import { describe, expect, test } from "vitest";
import {
  type CatalogSharing,
  refusePublisher,
  refusePublishing,
  refuseSubscribed,
  refuseSubscriber,
  refuseUnpublishing,
  refuseUnsubscribed,
} from "../../../src/validation/operations/catalogs.ts";
import type { OperationRefusal } from "../../../src/validation/operations/refusal.ts";

const PRIVATE: CatalogSharing = {
  name: "acme/images",
  published: false,
  subscribed: false,
  subscribers: 0,
  templates: 0,
};

type Question = (catalog: CatalogSharing) => OperationRefusal | null;

describe("a catalog", () => {
  test.each<[string, Question, Partial<CatalogSharing>, string | null]>([
    ["is published", refusePublishing, {}, null],
    ["is published", refusePublishing, { templates: 2, subscribers: 1 }, null],
    ["is published", refusePublishing, { published: true }, "ALREADY_PUBLISHED"],
    ["is published", refusePublishing, { subscribed: true }, "ALREADY_SUBSCRIBED"],
    ["is unpublished", refuseUnpublishing, { published: true }, null],
    ["is unpublished", refuseUnpublishing, { published: true, subscribers: 3 }, null],
    ["is unpublished", refuseUnpublishing, {}, "NOT_PUBLISHED"],
    ["subscribes", refuseSubscriber, {}, null],
    ["subscribes", refuseSubscriber, { subscribed: true }, "ALREADY_SUBSCRIBED"],
    ["subscribes", refuseSubscriber, { published: true }, "ALREADY_PUBLISHED"],
    ["subscribes", refuseSubscriber, { subscribers: 1 }, "HAS_SUBSCRIBERS"],
    ["subscribes", refuseSubscriber, { templates: 1 }, "CATALOG_NOT_EMPTY"],
    ["is subscribed to", refusePublisher, { published: true, subscribers: 9, templates: 9 }, null],
    ["is subscribed to", refusePublisher, {}, "NOT_PUBLISHED"],
    ["is subscribed to", refusePublisher, { published: true, subscribed: true }, "ALREADY_SUBSCRIBED"],
    ["synchronises", refuseUnsubscribed, { subscribed: true }, null],
    ["synchronises", refuseUnsubscribed, {}, "NOT_SUBSCRIBED"],
    ["has templates of its own", refuseSubscribed, { published: true }, null],
    ["has templates of its own", refuseSubscribed, { subscribed: true }, "ALREADY_SUBSCRIBED"],
  ])("%s: %o of %o answers %s", (_does, refuses, sharing, code) => {
    const refusal = refuses({ ...PRIVATE, ...sharing });
    expect(refusal?.code ?? null).toBe(code);
    if (refusal) expect(refusal.what).toMatchObject({ catalog: "acme/images" });
  });
});

test("what is there too many of is counted", () => {
  expect(refuseSubscriber({ ...PRIVATE, subscribers: 2, templates: 3 })?.what).toMatchObject({ subscribers: 2 });
  expect(refuseSubscriber({ ...PRIVATE, templates: 3 })?.what).toMatchObject({ templates: 3 });
});
