import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Estate } from "../../../src/formats/estate-schema.ts";
import { providerAdministrator as scope } from "../../../src/inventory/access/scope.ts";
import { recordAudit } from "../../../src/inventory/changes/write-audit.ts";
import { type OpenDatabase, openDatabase } from "../../../src/inventory/database/database.ts";
import { exportEstate } from "../../../src/inventory/estate-file/export-estate.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { checksumDatabase } from "../../support/checksum.ts";
import { createTestDatabase } from "../../support/database.ts";
import { readDemoEstate } from "../../support/demo-estate.ts";
import { smallEstate } from "../../support/small-estate.ts";

let url: string;
let open: OpenDatabase;
const opened: OpenDatabase[] = [];

beforeEach(async () => {
  url = await createTestDatabase();
  open = openDatabase(url, { maxConnections: 4, applicationName: "vtpm-gateway test" });
  opened.push(open);
});
afterAll(() => Promise.all(opened.map(({ close }) => close())));

const load = (estate: Estate, replace = false) => importEstate(scope, open.db, estate, { replace });
const rowsOf = async (query: string) => (await open.pool.query(query)).rows;

describe("importEstate", () => {
  test("says how many objects of each kind it loaded", async () => {
    const demo = await readDemoEstate();
    expect(await load(demo)).toEqual({
      organizations: 2,
      vcenters: 5,
      clusters: 8,
      kmsRegistrations: 9,
      storageVolumes: 5,
      vdcs: 10,
      vapps: 4,
      vms: demo.vms?.length,
      unmanagedVms: 5,
      catalogs: 3,
      vappTemplates: 5,
    });
    const [counted] = await rowsOf("select count(*)::int as vms from vms");
    expect(counted.vms).toBe(demo.vms?.length);
  });

  test("records each VDC's TPM capability as detected by the import", async () => {
    await load(await readDemoEstate());
    const rows = await rowsOf(`
      select vdcs.name, supported, guest_families::text[], k.name as provider, key_provider_from, copy_offers::text[], reasons
      from vdcs join vdc_tpm_capabilities c on c.vdc_id = vdcs.id left join kms_registrations k on k.id = c.key_provider_id
      where detected_by = 'IMPORT' order by vdcs.name`);
    expect(rows).toHaveLength(10);
    const capability = (name: string) => rows.find((row) => row.name === name);
    expect(capability("gold-a")).toMatchObject({
      supported: true,
      guest_families: ["WINDOWS", "LINUX"],
      provider: "kp-1",
      key_provider_from: "VCENTER",
      copy_offers: ["COPY", "REPLACE"],
    });
    expect(capability("silver-a")).toMatchObject({ provider: "kp-3", key_provider_from: "CLUSTER" });
    expect(capability("gold-d")).toMatchObject({ guest_families: ["WINDOWS"], copy_offers: ["COPY"] });
    expect(capability("silver-c")).toMatchObject({ supported: false, reasons: ["KEY_PROVIDER_DISCONNECTED"] });
  });

  test("gives a TPM without an identity one of its own, and keeps the one that is given", async () => {
    const estate = smallEstate(3);
    const [one, two, three] = estate.vms ?? [];
    Object.assign(one ?? {}, { tpm: "PRESENT", ekSha256: "a".repeat(64) });
    Object.assign(two ?? {}, { tpm: "PRESENT" });
    Object.assign(three ?? {}, { tpm: "PRESENT" });
    await load(estate);
    const identities = (await rowsOf("select tpm_ek_sha256 as ek from vms order by name")).map(({ ek }) => ek);
    expect(identities[0]).toBe("a".repeat(64));
    expect(new Set(identities).size).toBe(3);
  });

  test("a COPY template's TPM has an identity, a REPLACE template's has none", async () => {
    const estate = smallEstate(0);
    const template = (name: "COPY" | "REPLACE") => ({
      name,
      tpmProvisioning: name,
      vms: [{ name: "vm", tpm: "PRESENT" as const }],
    });
    const templates = [template("COPY"), template("REPLACE")];
    await load({ ...estate, catalogs: [{ name: "images", organization: "acme", vdc: "gold", templates }] });
    const rows = await rowsOf(
      "select t.name, tpm_ek_sha256 is not null as has_identity from template_vms m join vapp_templates t on t.id = m.template_id order by 1",
    );
    expect(rows).toEqual([
      { name: "COPY", has_identity: true },
      { name: "REPLACE", has_identity: false },
    ]);
  });

  test("is for the provider's administrator alone", async () => {
    const member = { kind: "organization-member", actor: "eve", organizationId: "x" } as const;
    const attempt = importEstate(member, open.db, smallEstate(1), { replace: true });
    await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("an estate that is there already", () => {
  test("refuses objects of the same names, all of them named, and stays as it was", async () => {
    await load(smallEstate(5));
    const before = await checksumDatabase(url);
    const other = { ...smallEstate(1), organizations: [{ name: "acme" }, { name: "new" }] };
    await expect(load(other)).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: [
        'organization "acme" is in the database already.',
        'storage volume "east-volume" is in the database already.',
        'storage volume "west-volume" is in the database already.',
        'vCenter "east" is in the database already.',
        'vCenter "west" is in the database already.',
        "5 names taken; nothing was imported: rename them in the file, or replace the estate (import --replace).",
      ].join("\n"),
    });
    expect(await checksumDatabase(url)).toEqual(before);
  });

  test("takes another estate beside it where no names meet", async () => {
    await load(smallEstate(5));
    await load({ format: "vtpm-gateway/estate@1", organizations: [{ name: "globex" }], vcenters: [{ name: "north" }] });
    const { organizations, vcenters, vms } = await exportEstate(scope, open.db);
    expect(organizations?.map(({ name }) => name)).toEqual(["acme", "globex"]);
    expect(vcenters?.map(({ name }) => name)).toEqual(["east", "north", "west"]);
    expect(vms).toHaveLength(5);
  });

  test("is emptied by replace, with its tasks; the audit log stays", async () => {
    await load(await readDemoEstate());
    const audited = {
      mutation: "copyVm",
      object: null,
      input: {},
      outcome: "ACCEPTED",
      reasons: [],
      verdict: null,
      taskId: null,
    } as const;
    await recordAudit(scope, open.db, audited);
    await open.db.execute(sql`
      with task as (insert into tasks (id, operation, input, verdict, requested_by)
        values (gen_random_uuid(), 'COPY_VM', '{}', '{}', 'eve') returning id)
      insert into task_events (task_id, status, progress, message) select id, 'QUEUED', 0, 'queued' from task`);
    await load({ format: "vtpm-gateway/estate@1" }, true);
    const filled = Object.entries(await checksumDatabase(url)).filter(([, hash]) => hash !== null);
    expect(filled.map(([table]) => table)).toEqual(["audit_log"]);
  });

  test("stays as it was where the new one fails halfway", async () => {
    await load(await readDemoEstate());
    const before = await checksumDatabase(url);
    // Not what the parser lets through: the database's own constraint stops it, after the old estate is emptied.
    const twice = {
      ...smallEstate(0),
      vms: [
        { name: "a", vdc: "gold" },
        { name: "a", vdc: "gold" },
      ],
    };
    await expect(load(twice, true)).rejects.toThrow();
    expect(await checksumDatabase(url)).toEqual(before);
  });
});

describe("others at the same time", () => {
  test("of two imports of the same estate one succeeds, and the other is refused", async () => {
    const results = await Promise.allSettled([load(smallEstate(50)), load(smallEstate(50))]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "BAD_USER_INPUT" } });
    expect((await exportEstate(scope, open.db)).vms).toHaveLength(50);
  });

  test("a replace waits for a transaction that holds rows, whatever that one locks next", async () => {
    await load(smallEstate(5));
    const task = await open.pool.connect();
    await task.query("begin");
    await task.query("select * from vms for update");
    const replaced = load(smallEstate(9), true);
    // The import is after the tables' locks by now; the task goes on to a table that comes before the VMs' in any order.
    await new Promise((done) => setTimeout(done, 300));
    await task.query("update vcenters set build = 'by the task'");
    await task.query("commit");
    task.release();
    await replaced;
    expect((await exportEstate(scope, open.db)).vms).toHaveLength(9);
  });

  test("who reads during a replace sees the old estate", async () => {
    await load(smallEstate(5));
    const reader = await open.pool.connect();
    await reader.query("begin isolation level repeatable read");
    const count = async () => (await reader.query("select count(*)::int as count from vms")).rows[0].count;
    expect(await count()).toBe(5);
    await load(smallEstate(9), true);
    expect(await count()).toBe(5);
    await reader.query("commit");
    expect(await count()).toBe(9);
    reader.release();
  });
});
