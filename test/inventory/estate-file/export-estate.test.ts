import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estate } from "../../../src/formats/estate-schema.ts";
import { parseEstate } from "../../../src/formats/parse-estate.ts";
import { writeEstate } from "../../../src/formats/write-estate.ts";
import { providerAdministrator as scope } from "../../../src/inventory/access/scope.ts";
import { type OpenDatabase, openDatabase } from "../../../src/inventory/database/database.ts";
import { exportEstate } from "../../../src/inventory/estate-file/export-estate.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { arbitraryEstate } from "../../support/arbitrary-estate.ts";
import { createTestDatabase } from "../../support/database.ts";
import { readDemoEstate } from "../../support/demo-estate.ts";
import { linesOf } from "../../support/good-estate.ts";

let open: OpenDatabase;
beforeAll(async () => {
  open = openDatabase(await createTestDatabase(), { maxConnections: 2, applicationName: "vtpm-gateway test" });
});
afterAll(() => open.close());

/** Imports the estate and gives what an export then writes. */
async function roundTrip(estate: Estate): Promise<Estate> {
  await importEstate(scope, open.db, estate, { replace: true });
  return exportEstate(scope, open.db);
}

const textOf = (estate: Estate) => [...writeEstate(estate)].join("");

describe("exportEstate", () => {
  test("gives the demo estate back: sorted, references in full, and what is not known left out", async () => {
    const demo = await readDemoEstate();
    const exported = await roundTrip(demo);
    const known = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, part) => part ?? undefined));
    const inFull = (name: string) => {
      const vdc = demo.vdcs?.find((candidate) => candidate.name === name);
      return `${vdc?.organization}/${name}`;
    };
    const sortKey = ({ vdc, vapp, name }: { vdc: string; vapp?: string | null; name: string }) =>
      [vdc, vapp ?? "\uffff", name].join("\u0001");
    const vms = (demo.vms ?? []).map((vm) => ({ ...vm, vdc: inFull(vm.vdc) }));
    vms.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
    expect(exported.vms).toEqual(known(vms));
    expect(exported.subscriptions).toEqual(demo.subscriptions);
    expect(exported.storageVolumes?.map(({ uuid }) => uuid).sort()).toEqual(
      demo.storageVolumes?.map(({ uuid }) => uuid).sort(),
    );
    expect(exported.vcenters?.map(({ unmanagedVms }) => unmanagedVms?.length)).toEqual([4, 1, 0, 0, 0]);
    expect(exported.catalogs?.map(({ name, templates }) => [name, templates?.length])).toEqual([
      ["drafts", 1],
      ["images", 4],
      ["mirror", 0],
    ]);
  });

  test("knows of trust what either side's list says, and only that", async () => {
    const exported = await roundTrip({
      format: "vtpm-gateway/estate@1",
      vcenters: [{ name: "a", trusts: ["b"] }, { name: "b" }, { name: "c" }],
    });
    expect(
      exported.vcenters?.map(({ name, trusts, trustsComplete, distrusts }) => ({
        name,
        trusts,
        trustsComplete,
        distrusts,
      })),
    ).toEqual([
      { name: "a", trusts: ["b"] },
      { name: "b", trusts: ["a"], trustsComplete: false },
      { name: "c", trusts: [], trustsComplete: false, distrusts: ["a"] },
    ]);
  });

  test("writes only of the encryption what does not follow from the rest", async () => {
    const machines = [
      { name: "by-policy", tpm: "PRESENT", keyProvider: "kp", encryptedByPolicy: true },
      { name: "for-tpm", tpm: "PRESENT", keyProvider: "kp", encryptedByPolicy: false },
      { name: "no-tpm", tpm: "NOT_PRESENT", keyProvider: "kp" },
      { name: "plain", tpm: "NOT_PRESENT" },
      { name: "silent" },
    ] as const;
    const exported = await roundTrip({
      format: "vtpm-gateway/estate@1",
      vcenters: [
        {
          name: "a",
          clusters: [{ name: "c" }],
          unmanagedVms: machines.map((machine) => ({ ...machine, cluster: "c" })),
        },
      ],
    });
    expect(exported.vcenters?.[0]?.unmanagedVms?.map((vm) => [vm.name, vm.encryptedByPolicy])).toEqual([
      ["by-policy", true],
      ["for-tpm", undefined],
      ["no-tpm", undefined],
      ["plain", undefined],
      ["silent", undefined],
    ]);
  });

  test("keeps what was not inventoried apart from what is not there", async () => {
    const exported = await roundTrip({
      format: "vtpm-gateway/estate@1",
      storageVolumes: [{ name: "san" }],
      vcenters: [
        { name: "known-empty", kmsRegistrations: [], clusters: [{ name: "c", datastores: [] }] },
        { name: "partly", kmsRegistrations: [{ name: "kp", type: "NATIVE" }], kmsInventoried: false },
        {
          name: "partly-mounted",
          datastores: [{ name: "ds", volume: "san" }],
          clusters: [{ name: "c", datastores: ["ds"], storageInventoried: false }],
        },
        { name: "unknown", clusters: [{ name: "c" }] },
      ],
    });
    expect(exported.vcenters).toEqual([
      {
        name: "known-empty",
        status: "CONNECTED",
        kmsRegistrations: [],
        datastores: [],
        clusters: [{ name: "c", datastores: [] }],
        unmanagedVms: [],
      },
      {
        name: "partly",
        status: "CONNECTED",
        kmsRegistrations: [{ name: "kp", type: "NATIVE", status: "UNKNOWN", servers: [] }],
        kmsInventoried: false,
        datastores: [],
        clusters: [],
        unmanagedVms: [],
      },
      {
        name: "partly-mounted",
        status: "CONNECTED",
        datastores: [{ name: "ds", volume: "san" }],
        clusters: [{ name: "c", datastores: ["ds"], storageInventoried: false }],
        unmanagedVms: [],
      },
      { name: "unknown", status: "CONNECTED", datastores: [], clusters: [{ name: "c" }], unmanagedVms: [] },
    ]);
  });

  test("import, export, import gives the same estate, whatever the estate", { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(arbitraryEstate(), async (estate) => {
      expect(linesOf(Buffer.from(textOf(estate)))).toEqual([]);
      const first = textOf(await roundTrip(estate));
      const { estate: reread, errors } = parseEstate(Buffer.from(first), "export.json");
      expect(errors).toEqual([]);
      expect(textOf(await roundTrip(reread ?? estate))).toBe(first);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  test("is for the provider's administrator alone", async () => {
    const member = { kind: "organization-member", actor: "eve", organizationId: "x" } as const;
    await expect(exportEstate(member, open.db)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
