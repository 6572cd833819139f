import { beforeEach, describe, expect, test } from "vitest";
import { vapps, vms } from "../../schema/tables/index.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { gatherFacts } from "../../src/tasks/gather-workflow.ts";
import { seedOrganization, seedVapp, seedVm, withTpm } from "../support/seed.ts";
import { copyRequest, moveRequest, openTestDatabase, reconfigureRequest, seedWorld } from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
const nobody = "00000000-0000-7000-8000-000000000000";

beforeEach(async () => {
  await db.delete(vms);
  await db.delete(vapps);
});

const seedTpmVm = (columns: Partial<typeof vms.$inferInsert> = {}) =>
  seedVm(db, {
    name: "ericTpmVm",
    vdcId: world.gold,
    vcenter: world.a,
    datastores: ["ds-a1", "ds-a2"],
    ...withTpm("kp-1"),
    ...columns,
  });

describe("of a copy", () => {
  test("the VM as it is, the place where it is and the place where it is to go", async () => {
    const vmId = await seedTpmVm({ powerState: "SUSPENDED", snapshotCount: 3 });
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze, tpmProvisioning: "REPLACE" });
    const gathered = await gatherFacts(providerAdministrator, db, request);
    expect(gathered).toMatchObject({
      sourceVdcId: world.gold,
      destinationVdcId: world.bronze,
      destinationVapp: null,
      source: { vdcName: "acme/gold", vcenter: { name: "vc-a" } },
      destination: { vdcName: "acme/bronze", vcenter: { name: "vc-b" } },
      facts: { workflow: "COPY_VM", source: { vdcName: "acme/gold" }, destination: { vdcName: "acme/bronze" } },
    });
    expect(gathered.facts.request).toEqual({ tpmProvisioning: "REPLACE", acknowledgedWarnings: [] });
    expect([...gathered.places.keys()].sort()).toEqual([world.gold, world.bronze].sort());
    expect(gathered.facts.subjects).toEqual([
      {
        vmId,
        name: "ericTpmVm",
        tpm: "PRESENT",
        hardwareChanges: [],
        guestId: "windows2019srv_64Guest",
        firmware: "EFI",
        hardwareVersion: 19,
        powerState: "SUSPENDED",
        snapshotCount: 3,
        keyProvider: "kp-1",
        encryptedByPolicy: false,
        linkedClone: false,
        identityHolders: 1,
        volumes: [
          { id: expect.any(String), name: "local-a" },
          { id: expect.any(String), name: "san-1" },
        ],
      },
    ]);
  });

  test("what nobody knows is null", async () => {
    const unknown = { guestId: null, firmware: null, hardwareVersion: null, powerState: null, snapshotCount: null };
    const vmId = await seedVm(db, { name: "imported", vdcId: world.gold, vcenter: world.a, ...unknown });
    const { facts } = await gatherFacts(providerAdministrator, db, copyRequest({ vmId, name: "c", vdcId: world.gold }));
    expect(facts.subjects).toMatchObject([{ ...unknown, keyProvider: null, volumes: null }]);
  });

  test("into a vApp the destination is the vApp's VDC", async () => {
    const vmId = await seedTpmVm();
    const vappId = await seedVapp(db, { name: "web", vdcId: world.bronze });
    expect(await gatherFacts(providerAdministrator, db, moveRequest({ vmId, vappId }))).toMatchObject({
      destinationVdcId: world.bronze,
      destinationVapp: { id: vappId, name: "web" },
      facts: { destination: { vdcName: "acme/bronze" } },
    });
  });
});

describe("of a reconfiguration", () => {
  test("the VM as it will be, in its own place", async () => {
    const vappId = await seedVapp(db, { name: "web", vdcId: world.gold });
    const vmId = await seedTpmVm({ vappId });
    const request = reconfigureRequest({
      vmId,
      firmware: "BIOS",
      tpmPresent: false,
      acknowledgeWarnings: ["TPM_REMOVAL"],
    });
    expect(await gatherFacts(providerAdministrator, db, request)).toMatchObject({
      sourceVdcId: world.gold,
      destinationVdcId: world.gold,
      destinationVapp: { id: vappId },
      facts: {
        request: { acknowledgedWarnings: ["TPM_REMOVAL"] },
        subjects: [{ firmware: "BIOS", hardwareVersion: 19, tpmRequested: false, hardwareChanges: ["firmware"] }],
      },
    });
  });

  test("what is said and is so already is no change", async () => {
    const vmId = await seedTpmVm();
    const request = reconfigureRequest({ vmId, firmware: "EFI", hardwareVersion: 19, name: "renamed" });
    const { facts } = await gatherFacts(providerAdministrator, db, request);
    expect(facts.subjects).toMatchObject([{ hardwareChanges: [], name: "ericTpmVm" }]);
    expect(facts.subjects[0]).not.toHaveProperty("tpmRequested");
  });
});

describe("an id that names nothing", () => {
  test("is refused by name", async () => {
    const vmId = await seedTpmVm();
    const gather = (request: Parameters<typeof gatherFacts>[2]) => gatherFacts(providerAdministrator, db, request);
    await expect(gather(reconfigureRequest({ vmId: nobody }))).rejects.toThrow("vmId: there is no VM with this id.");
    await expect(gather(moveRequest({ vmId, vdcId: nobody }))).rejects.toThrow("vdcId: there is no VDC with this id.");
    await expect(gather(moveRequest({ vmId, vappId: nobody }))).rejects.toThrow(
      "vappId: there is no vApp with this id.",
    );
  });

  test("and so is what belongs to another organization", async () => {
    const vmId = await seedTpmVm();
    const member = (organizationId: string): Scope => ({ kind: "organization-member", actor: "eve", organizationId });
    const stranger = member(await seedOrganization(db, "globex"));
    const request = moveRequest({ vmId, vdcId: world.silver });
    await expect(gatherFacts(stranger, db, request)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await gatherFacts(member(world.organizationId), db, request)).sourceVdcId).toBe(world.gold);
  });
});

test("the number of statements does not grow with what there is to know", async () => {
  const statements: string[] = [];
  const counted = openDatabase(url, {
    maxConnections: 1,
    applicationName: "test",
    onStatement: (statement) => void statements.push(statement),
  });
  const small = await seedTpmVm({ name: "small" });
  await gatherFacts(providerAdministrator, counted.db, moveRequest({ vmId: small, vdcId: world.bronze }));
  const few = statements.splice(0).length;
  const large = await seedTpmVm();
  for (let index = 0; index < 20; index++) {
    await seedVm(db, { name: `vm-${index}`, vdcId: world.gold, vcenter: world.a, datastores: ["ds-a1"] });
  }
  await gatherFacts(providerAdministrator, counted.db, moveRequest({ vmId: large, vdcId: world.bronze }));
  await counted.close();
  expect(few).toBeGreaterThan(0);
  expect(statements).toHaveLength(few);
});
