import { afterAll, beforeAll, expect, test } from "vitest";
import { providerAdministrator as scope } from "../../../src/inventory/access/scope.ts";
import { type OpenDatabase, openDatabase } from "../../../src/inventory/database/database.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { gatherPlaces } from "../../../src/inventory/facts/places.ts";
import { createTestDatabase } from "../../support/database.ts";
import { readDemoEstate } from "../../support/demo-estate.ts";

let open: OpenDatabase;
const statements: string[] = [];
let vdcIds: Map<string, string>;

beforeAll(async () => {
  open = openDatabase(await createTestDatabase(), {
    maxConnections: 2,
    applicationName: "vtpm-gateway test",
    onStatement: (statement) => statements.push(statement),
  });
  await importEstate(scope, open.db, await readDemoEstate(), { replace: false });
  const { rows } = await open.pool.query<{ name: string; id: string }>("select name, id from vdcs");
  vdcIds = new Map(rows.map(({ name, id }) => [name, id]));
});
afterAll(() => open.close());

const idOf = (name: string) => vdcIds.get(name) ?? "";

test("all VDCs take as many statements as one", async () => {
  statements.length = 0;
  await gatherPlaces(open.db, [idOf("gold-a")]);
  const forOne = statements.length;
  statements.length = 0;
  const places = await gatherPlaces(open.db, [...vdcIds.values()]);
  expect(places.size).toBe(12);
  expect(statements.length).toBe(forOne);
  expect(forOne).toBeLessThanOrEqual(3);
});

test("a place has its own vCenter's key providers, both defaults, and its own cluster's volumes", async () => {
  const places = await gatherPlaces(open.db, [idOf("silver-a"), idOf("gold-a"), idOf("museum-e")]);
  const silver = places.get(idOf("silver-a"));
  const gold = places.get(idOf("gold-a"));
  expect(silver).toMatchObject({
    vdcName: "acme/silver-a",
    vcenter: { name: "vc-a", version: "8.0.2", status: "CONNECTED", defaultKeyProvider: "kp-1", kmsInventoried: true },
    cluster: { name: "cl-2", maxHardwareVersion: 21, defaultKeyProvider: "kp-3" },
  });
  expect(silver?.vcenter.kmsRegistrations.map(({ name }) => name)).toEqual(["kp-1", "kp-3", "kp-4", "nkp", "nkp-new"]);
  expect(gold?.cluster.defaultKeyProvider).toBeUndefined();
  expect(gold?.cluster.mountedVolumeIds).toHaveLength(3);
  expect(silver?.cluster.mountedVolumeIds).toHaveLength(1);
  expect(gold?.cluster.mountedVolumeIds).toContain(silver?.cluster.mountedVolumeIds?.[0]);
});

test("storage that is not inventoried is not known, which is not the same as none", async () => {
  const places = await gatherPlaces(open.db, [idOf("museum-e")]);
  expect(places.get(idOf("museum-e"))?.cluster.mountedVolumeIds).toBeNull();
  await open.pool.query(
    "update clusters set storage_inventoried = true where id = (select cluster_id from vdcs where name = 'museum-e')",
  );
  const known = await gatherPlaces(open.db, [idOf("museum-e")]);
  expect(known.get(idOf("museum-e"))?.cluster.mountedVolumeIds).toEqual([]);
});

test("a VDC that does not exist is not in the map", async () => {
  const places = await gatherPlaces(open.db, ["00000000-0000-7000-8000-000000000000", idOf("gold-b")]);
  expect([...places.keys()]).toEqual([idOf("gold-b")]);
  expect((await gatherPlaces(open.db, [])).size).toBe(0);
});
