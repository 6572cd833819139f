import { expect, test } from "vitest";
import { providerAdministrator as scope } from "../../../src/inventory/access/scope.ts";
import { syncCatalog } from "../../../src/inventory/changes/sync-catalog.ts";
import { exportEstate } from "../../../src/inventory/estate-file/export-estate.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { checkInvariants } from "../../../src/inventory/invariants/check-invariants.ts";
import { openEstateDatabase } from "../../support/demo-database.ts";

test("what a subscribed catalog has received is known as such again after an export and an import", async () => {
  const { db, idOf } = await openEstateDatabase();
  const sync = async () => {
    const { done, refusal } = await syncCatalog(scope, db, await idOf("Catalog", "mirror"));
    expect(refusal).toBeNull();
    return done?.synced.map(({ id, name }) => ({ id, name })) ?? [];
  };
  const received = await sync();
  expect(received.map(({ name }) => name)).toEqual(["debian-plain", "win22-replace"]);

  const exported = await exportEstate(scope, db);
  const left = { name: "left-over", vms: [{ name: "vm", tpm: "NOT_PRESENT" as const }] };
  const catalogs = (exported.catalogs ?? []).map((catalog) =>
    catalog.name === "mirror" ? { ...catalog, templates: [...(catalog.templates ?? []), left] } : catalog,
  );
  await importEstate(scope, db, { ...exported, catalogs }, { replace: true });

  const linked = await db.execute(`
    select t.name, p.name as source from vapp_templates t join catalogs c on c.id = t.catalog_id and c.name = 'mirror'
    left join vapp_templates p on p.id = t.synced_from_template_id order by t.name`);
  expect(linked.rows).toEqual([
    { name: "debian-plain", source: "debian-plain" },
    { name: "left-over", source: null },
    { name: "win22-replace", source: "win22-replace" },
  ]);
  const { rows: before } = await db.execute("select id from vapp_templates where synced_from_template_id is not null");
  const again = await sync();
  expect(again.map(({ name }) => name)).toEqual(["debian-plain", "win22-replace"]);
  expect(again.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  expect(await exportEstate(scope, db)).toEqual(exported);
  expect(await checkInvariants(db)).toEqual([]);
});
