import { beforeEach, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { carryOut, idOf, submit } from "../support/workflows.ts";

let gateway: TestGateway;
let ids: Record<"images" | "mirror" | "drafts", string>;
beforeEach(async () => {
  gateway = await startTestGateway();
  const catalog = (name: string) => idOf(gateway, "catalog", name);
  ids = { images: await catalog("images"), mirror: await catalog("mirror"), drafts: await catalog("drafts") };
});

const CATALOG =
  "catalog { name published publication { subscribers { nodes { name } } } subscription { publisher { name } } }";
const SYNC = "catalog { name } synced { id name } skipped { template { name catalog { name } } reason }";
const sync = async (): Promise<Json> => change(gateway, "syncCatalog", SYNC, { catalogId: ids.mirror });
const namesOf = (objects: { name: string }[]) => objects.map(({ name }) => name);

const mirror = async () =>
  (
    await gateway.ask(`{ catalog(by: {name: "mirror"}) {
      templates { nodes { name tpmProvisioning syncedFrom { name catalog { name } }
        vms { name guestId firmware hardwareVersion keyProviderName tpm { status ekSha256 } } } }
      subscription { lastSyncedAt publisherTemplateCount subscriberTemplateCount synced { name }
        skipped { template { name } reason finding { rule outcome message remedies { action tpmProvisioning } } } } } }`)
  ).catalog;

describe("publishCatalog", () => {
  const WITHHELD = "catalog { name } withheld { template { name } reason finding { rule } }";

  test("says which templates its subscribers will not receive", async () => {
    await change(gateway, "unpublishCatalog", "catalog { name }", { catalogId: ids.images });
    const { catalog, withheld } = await change(gateway, "publishCatalog", WITHHELD, { catalogId: ids.images });
    expect(catalog).toEqual({ name: "images" });
    expect(withheld).toMatchObject([
      { template: { name: "erp-copy" }, finding: { rule: "SYNC_CARRIES_NO_TPM_STATE" } },
      { template: { name: "win22-copy" }, finding: { rule: "SYNC_CARRIES_NO_TPM_STATE" } },
    ]);
    expect(withheld[0].reason).toMatch(/erp-copy.*erp-db/);
  });

  test("withholds nothing of a catalog whose templates were captured with REPLACE", async () => {
    const { withheld } = await change(gateway, "publishCatalog", WITHHELD, { catalogId: ids.drafts });
    expect(withheld).toEqual([]);
  });
});

describe("syncCatalog", () => {
  test("receives what carries no TPM state, skips the rest, and says why", async () => {
    const synced = await sync();
    expect(synced.catalog).toEqual({ name: "mirror" });
    expect(namesOf(synced.synced)).toEqual(["debian-plain", "win22-replace"]);
    expect(synced.skipped).toEqual([
      {
        template: { name: "erp-copy", catalog: { name: "images" } },
        reason:
          'Template "erp-copy" was captured with COPY and stores the TPM state of VM "erp-db". A subscribed catalog cannot receive TPM state.',
      },
      {
        template: { name: "win22-copy", catalog: { name: "images" } },
        reason:
          'Template "win22-copy" was captured with COPY and stores the TPM state of VM "win22". A subscribed catalog cannot receive TPM state.',
      },
    ]);
    expect(await listAudit(gateway)).toEqual([
      { mutation: "syncCatalog", outcome: "ACCEPTED", actor: "provider-administrator", object_type: "Catalog" },
    ]);
  });

  test("leaves the catalog with metadata of TPMs only, and with counts that may differ", async () => {
    const before = await mirror();
    expect(before.subscription).toMatchObject({
      lastSyncedAt: null,
      publisherTemplateCount: 4,
      subscriberTemplateCount: 0,
      synced: [],
      skipped: [{ template: { name: "erp-copy" } }, { template: { name: "win22-copy" } }],
    });
    await sync();
    const { templates, subscription } = await mirror();
    expect(templates.nodes).toEqual([
      {
        name: "debian-plain",
        tpmProvisioning: null,
        syncedFrom: { name: "debian-plain", catalog: { name: "images" } },
        vms: [
          {
            name: "debian",
            guestId: "debian12_64Guest",
            firmware: "EFI",
            hardwareVersion: 19,
            keyProviderName: null,
            tpm: { status: "NOT_PRESENT", ekSha256: null },
          },
        ],
      },
      {
        name: "win22-replace",
        tpmProvisioning: "REPLACE",
        syncedFrom: { name: "win22-replace", catalog: { name: "images" } },
        vms: [
          {
            name: "win22",
            guestId: "windows2019srvNext_64Guest",
            firmware: "EFI",
            hardwareVersion: 19,
            keyProviderName: null,
            tpm: { status: "PRESENT", ekSha256: null },
          },
        ],
      },
    ]);
    expect(Date.parse(subscription.lastSyncedAt)).toBeGreaterThan(0);
    expect(subscription).toMatchObject({
      publisherTemplateCount: 4,
      subscriberTemplateCount: 2,
      synced: [{ name: "debian-plain" }, { name: "win22-replace" }],
    });
    expect(subscription.skipped[1]).toEqual({
      template: { name: "win22-copy" },
      reason: expect.stringContaining('stores the TPM state of VM "win22"'),
      finding: {
        rule: "SYNC_CARRIES_NO_TPM_STATE",
        outcome: "BLOCK",
        message: 'Template "win22-copy" cannot be synchronised.',
        remedies: [{ action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" }],
      },
    });
  });

  test("gives a new TPM to each instance of what was received", async () => {
    await sync();
    const { catalog } = await gateway.ask('{ catalog(by: {name: "mirror"}) { templates { nodes { id name } } } }');
    const templateId = catalog.templates.nodes[1].id;
    const vdcId = await idOf(gateway, "vdc", "research-b");
    const instantiate = async (name: string) => {
      const { status, result } = await carryOut(gateway, "instantiateVappTemplate", { templateId, vdcId, name });
      expect(status).toBe("SUCCESS");
      const { vapp } = await gateway.ask(
        "query ($id: ID!) { vapp(by: {id: $id}) { vms { nodes { keyProviderName securityDevices { tpm { ekSha256 } } } } } }",
        { id: result.id },
      );
      return vapp.vms.nodes[0];
    };
    const [one, other] = [await instantiate("one"), await instantiate("other")];
    expect(one).toMatchObject({ keyProviderName: "kp-2", securityDevices: { tpm: { ekSha256: expect.any(String) } } });
    expect(other.securityDevices.tpm.ekSha256).not.toBe(one.securityDevices.tpm.ekSha256);
  });

  test("again changes nothing where nothing has changed: the templates are the same ones", async () => {
    const first = await sync();
    expect((await sync()).synced).toEqual(first.synced);
  });

  test("again updates what changed, adds what is new, and drops what is no more", async () => {
    const first = await sync();
    await gateway.db.execute(
      "update template_vms set hardware_version = 20 where name = 'debian' and template_id = (select t.id from vapp_templates t join catalogs c on c.id = t.catalog_id where t.name = 'debian-plain' and c.name = 'images')",
    );
    const replaced = await idOf(gateway, "vappTemplate", "win22-copy");
    await change(gateway, "deleteVappTemplate", "deletedVappTemplateId", { templateId: replaced });
    const { templates } = (await gateway.ask('{ catalog(by: {name: "images"}) { templates { nodes { id name } } } }'))
      .catalog;
    const gone = templates.nodes.find(({ name }: { name: string }) => name === "win22-replace");
    await change(gateway, "deleteVappTemplate", "deletedVappTemplateId", { templateId: gone.id });
    // Captured again, under the name of one that was skipped, and of one that was received.
    for (const name of ["win22-copy", "win22-replace"]) {
      await carryOut(gateway, "captureVm", {
        vmId: await idOf(gateway, "vm", "ericTpmVm"),
        catalogId: ids.images,
        name,
        tpmProvisioning: "REPLACE",
      });
    }
    const stale = await mirror();
    expect(stale.subscription).toMatchObject({ synced: [{ name: "debian-plain" }], subscriberTemplateCount: 2 });

    const again = await sync();
    expect(namesOf(again.synced)).toEqual(["debian-plain", "win22-copy", "win22-replace"]);
    expect(again.skipped).toMatchObject([{ template: { name: "erp-copy" } }]);
    expect(again.synced[0].id).toBe(first.synced[0].id);
    expect(again.synced[2].id).not.toBe(first.synced[1].id);
    const now = await mirror();
    expect(now.templates.nodes[0].vms).toMatchObject([{ name: "debian", hardwareVersion: 20 }]);
    expect(now.templates.nodes[2].vms).toMatchObject([
      { name: "ericTpmVm", guestId: "windows2019srv_64Guest", tpm: { status: "PRESENT", ekSha256: null } },
    ]);
    expect(now.subscription).toMatchObject({ publisherTemplateCount: 4, subscriberTemplateCount: 3 });
  });

  test("drops what was received and is to be skipped by now", async () => {
    await sync();
    await gateway.db.execute(`
      with changed as (update vapp_templates set tpm_provisioning = 'COPY'
        where name = 'win22-replace' and catalog_id = (select id from catalogs where name = 'images') returning id)
      update template_vms set tpm_ek_sha256 = repeat('ab', 32), tpm_provisioned_at = now()
      where template_id = (select id from changed)`);
    expect(namesOf((await sync()).synced)).toEqual(["debian-plain"]);
  });

  test("refuses a catalog that is not subscribed, a publisher that is not published, and a vCenter that is away", async () => {
    await sync();
    expect(await refuse(gateway, "syncCatalog", { catalogId: ids.drafts })).toEqual({
      code: "NOT_SUBSCRIBED",
      message: 'Catalog "acme/drafts" is not subscribed to another one.',
      field: ["catalogId"],
    });
    for (const vcenter of ["vc-a", "vc-b"]) {
      const vcenterId = await idOf(gateway, "vcenter", vcenter);
      await change(gateway, "updateVCenter", "vcenter { name }", { vcenterId, status: "DISCONNECTED" });
      expect(await refuse(gateway, "syncCatalog", { catalogId: ids.mirror })).toEqual({
        code: "VCENTER_NOT_CONNECTED",
        message: `vCenter "${vcenter}" is not connected.`,
        field: null,
      });
      await change(gateway, "updateVCenter", "vcenter { name }", { vcenterId, status: "CONNECTED" });
    }
    const gone = Buffer.from("Catalog:00000000-0000-7000-8000-000000000000").toString("base64url");
    expect(await refuse(gateway, "syncCatalog", { catalogId: gone })).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("publishCatalog and unpublishCatalog", () => {
  test("publish, and publish no more; subscribers keep what they have until they synchronise", async () => {
    await sync();
    const published = await change(gateway, "publishCatalog", CATALOG, { catalogId: ids.drafts });
    expect(published.catalog).toEqual({
      name: "drafts",
      published: true,
      publication: { subscribers: { nodes: [] } },
      subscription: null,
    });
    const { catalog } = await gateway.ask(
      '{ catalog(by: {name: "images"}) { publication { subscribers { totalCount nodes { name } } } } }',
    );
    expect(catalog.publication.subscribers).toEqual({ totalCount: 1, nodes: [{ name: "mirror" }] });
    const unpublished = await change(gateway, "unpublishCatalog", CATALOG, { catalogId: ids.images });
    expect(unpublished.catalog).toMatchObject({ published: false, publication: null });
    expect((await mirror()).subscription).toMatchObject({
      publisherTemplateCount: 0,
      subscriberTemplateCount: 2,
      synced: { length: 2 },
      skipped: [],
    });
    expect((await listAudit(gateway)).slice(-2)).toMatchObject([
      { mutation: "publishCatalog", outcome: "ACCEPTED" },
      { mutation: "unpublishCatalog", outcome: "ACCEPTED" },
    ]);
    expect(await sync()).toMatchObject({ synced: [], skipped: [] });
    expect((await mirror()).templates.nodes).toEqual([]);
  });

  test("refuse what is so already, and to publish what is another catalog's", async () => {
    expect(await refuse(gateway, "publishCatalog", { catalogId: ids.images })).toEqual({
      code: "ALREADY_PUBLISHED",
      message: 'Catalog "acme/images" is published.',
      field: ["catalogId"],
    });
    expect(await refuse(gateway, "unpublishCatalog", { catalogId: ids.drafts })).toEqual({
      code: "NOT_PUBLISHED",
      message: 'Catalog "acme/drafts" is not published.',
      field: ["catalogId"],
    });
    expect(await refuse(gateway, "publishCatalog", { catalogId: ids.mirror })).toEqual({
      code: "ALREADY_SUBSCRIBED",
      message:
        'Catalog "globex/mirror" is subscribed to another one, and has the templates that it receives from there.',
      field: ["catalogId"],
    });
  });
});

describe("subscribeCatalog", () => {
  const templateOf = async (catalogName: string) =>
    (
      await gateway.ask("query ($name: String!) { catalog(by: {name: $name}) { templates { nodes { id } } } }", {
        name: catalogName,
      })
    ).catalog.templates.nodes[0].id;

  test("makes an empty catalog receive what another one publishes", async () => {
    await change(gateway, "deleteVappTemplate", "deletedVappTemplateId", { templateId: await templateOf("drafts") });
    const input = { catalogId: ids.drafts, publisherId: ids.images };
    const { catalog } = await change(gateway, "subscribeCatalog", CATALOG, input);
    expect(catalog).toMatchObject({ name: "drafts", subscription: { publisher: { name: "images" } } });
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "subscribeCatalog", outcome: "ACCEPTED" });
    const synced = await change(gateway, "syncCatalog", SYNC, { catalogId: ids.drafts });
    expect(namesOf(synced.synced)).toEqual(["debian-plain", "win22-replace"]);
    const { images } = await gateway.ask(
      '{ images: catalog(by: {name: "images"}) { publication { subscribers { nodes { name } } } } }',
    );
    expect(images.publication.subscribers.nodes).toEqual([{ name: "drafts" }, { name: "mirror" }]);
  });

  test("refuses a catalog that has templates, is published, has subscribers, or is subscribed", async () => {
    const subscribe = (catalogId: string, publisherId: string) =>
      refuse(gateway, "subscribeCatalog", { catalogId, publisherId });
    expect(await subscribe(ids.drafts, ids.images)).toEqual({
      code: "CATALOG_NOT_EMPTY",
      message: 'Catalog "acme/drafts" has 1 template of its own; a subscribed catalog has only those that it receives.',
      field: ["catalogId"],
    });
    expect(await subscribe(ids.images, ids.images)).toMatchObject({ code: "ALREADY_PUBLISHED" });
    expect(await subscribe(ids.mirror, ids.images)).toMatchObject({ code: "ALREADY_SUBSCRIBED", field: ["catalogId"] });
    await change(gateway, "unpublishCatalog", CATALOG, { catalogId: ids.images });
    expect(await subscribe(ids.images, ids.drafts)).toEqual({
      code: "HAS_SUBSCRIBERS",
      message: 'Catalog "acme/images" has 1 subscriber.',
      field: ["catalogId"],
    });
  });

  test("refuses a publisher that is not published", async () => {
    await change(gateway, "deleteVappTemplate", "deletedVappTemplateId", { templateId: await templateOf("drafts") });
    await change(gateway, "unpublishCatalog", CATALOG, { catalogId: ids.images });
    const input = { catalogId: ids.drafts, publisherId: ids.images };
    expect(await refuse(gateway, "subscribeCatalog", input)).toEqual({
      code: "NOT_PUBLISHED",
      message: 'Catalog "acme/images" is not published.',
      field: ["publisherId"],
    });
    const itself = { catalogId: ids.drafts, publisherId: ids.drafts };
    expect(await refuse(gateway, "subscribeCatalog", itself)).toMatchObject({ code: "NOT_PUBLISHED" });
  });
});

describe("deleteVappTemplate", () => {
  test("refuses one that a subscribed catalog has received, and one on a vCenter that is away", async () => {
    const { synced } = await sync();
    expect(await refuse(gateway, "deleteVappTemplate", { templateId: synced[0].id })).toEqual({
      code: "ALREADY_SUBSCRIBED",
      message:
        'Catalog "globex/mirror" is subscribed to another one, and has the templates that it receives from there.',
      field: ["templateId"],
    });
    const vcenterId = await idOf(gateway, "vcenter", "vc-c");
    await change(gateway, "updateVCenter", "vcenter { name }", { vcenterId, status: "UNKNOWN" });
    const templateId = await idOf(gateway, "vappTemplate", "rhel-replace");
    expect(await refuse(gateway, "deleteVappTemplate", { templateId })).toMatchObject({
      code: "VCENTER_NOT_CONNECTED",
    });
  });

  test("deletes one; what was made from it stays", async () => {
    const templateId = await idOf(gateway, "vappTemplate", "rhel-replace");
    const vdcId = await idOf(gateway, "vdc", "gold-c");
    const made = await carryOut(gateway, "instantiateVappTemplate", { templateId, vdcId, name: "made" });
    expect(made.status).toBe("SUCCESS");
    expect(await change(gateway, "deleteVappTemplate", "deletedVappTemplateId", { templateId })).toMatchObject({
      deletedVappTemplateId: templateId,
    });
    expect((await gateway.ask("query ($id: ID!) { node(id: $id) { id } }", { id: templateId })).node).toBeNull();
    expect((await gateway.ask('{ vapp(by: {name: "made"}) { vms { totalCount } } }')).vapp.vms.totalCount).toBe(1);
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "deleteVappTemplate", outcome: "ACCEPTED" });
    expect(await refuse(gateway, "deleteVappTemplate", { templateId })).toMatchObject({ code: "NOT_FOUND" });
  });
});

test("a template that a subscribed catalog has received does not leave it", async () => {
  const { synced } = await sync();
  const answer = await gateway.send(
    "mutation ($input: MoveVappTemplateInput!) { moveVappTemplate(input: $input) { task { id } } }",
    {
      input: { templateId: synced[0].id, catalogId: ids.drafts },
    },
  );
  expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  const made = await submit(gateway, "instantiateVappTemplate", {
    templateId: synced[0].id,
    vdcId: await idOf(gateway, "vdc", "research-a"),
    name: "own",
  });
  expect(made.userErrors).toEqual([]);
});

test("all of a page of catalogs, with what each receives and skips, is read in a constant number of statements", async () => {
  await sync();
  const query = `{ catalogs { nodes { publication { subscribers { nodes { name } } }
    subscription { publisher { name } publisherTemplateCount subscriberTemplateCount synced { name } skipped { reason template { name } } } } } }`;
  const count = async () => {
    await gateway.ask(query);
    gateway.statements.length = 0;
    await gateway.ask(query);
    return gateway.statements.length;
  };
  const before = await count();
  await gateway.db.execute(`
    insert into catalogs (id, organization_id, vdc_id, vcenter_id, name)
    select gen_random_uuid(), organization_id, vdc_id, vcenter_id, 'subscriber-' || n from catalogs, generate_series(1, 8) n
    where name = 'mirror'`);
  await gateway.db.execute(`
    insert into catalog_subscriptions (catalog_id, publisher_id)
    select s.id, p.id from catalogs s, catalogs p where s.name like 'subscriber-%' and p.name = 'images'`);
  expect(await count()).toBe(before);
});
