import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { clusters, vapps, vms } from "../../schema/tables/index.ts";
import { invariant } from "../../src/validation/invariant.ts";
import { asksForOvf, offered } from "../support/ovf-vms.ts";
import { seedVapp } from "../support/seed.ts";
import { identities, removeObjects, seedObjects, virtualSystem } from "./every-workflow.ts";
import { carryOut, listDatastoresOf, listVmsOf, openTestDatabase, runNow, seedWorld, submit } from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

async function findVapp(id: string | null) {
  invariant(id, "a vApp's id");
  return (await db.select().from(vapps).where(eq(vapps.id, id)))[0];
}

/** What the TPM of each VM of a vApp is, by name. */
async function listTpms(vappId: string | null) {
  return (await listVmsOf(db, vappId)).map((vm) => [vm.name, vm.tpmStatus, vm.tpmEkSha256, vm.keyProviderName]);
}

const ERP_TPMS = [
  ["erp-app", "NOT_PRESENT", null, null],
  ["erp-db", "PRESENT", identities["erp-db"], "kp-1"],
  ["erp-web", "NOT_PRESENT", null, null],
];

describe("worked case 6: of a vApp of three VMs one has a TPM, and the choice concerns that one", () => {
  test("a copy with COPY has the same TPM there, and none on the others", async () => {
    const { vappId } = objects;
    await db.update(vms).set({ powerState: "POWERED_ON", snapshotCount: 1 }).where(eq(vms.name, "erp-app"));
    const request = { workflow: "COPY_VAPP", vappId, name: "erp-2", vdcId: world.bronze } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: "COPY" });
    expect(task).toMatchObject({ status: "SUCCESS", ownerId: vappId, resultType: "Vapp" });
    expect(await findVapp(task.resultId)).toMatchObject({ name: "erp-2", vdcId: world.bronze });
    expect(await listTpms(task.resultId)).toEqual(ERP_TPMS);
    expect(await listTpms(vappId)).toEqual(ERP_TPMS);
    const copies = await listVmsOf(db, task.resultId);
    expect(copies).toMatchObject([
      { vdcId: world.bronze, vcenterId: world.b.id, powerState: "POWERED_OFF", snapshotCount: 0 },
      { vdcId: world.bronze, vcenterId: world.b.id },
      { vdcId: world.bronze, vcenterId: world.b.id },
    ]);
    expect(await listDatastoresOf(db, copies[0]?.id ?? null)).toEqual(["ds-b2"]);
    expect(await listDatastoresOf(db, copies[2]?.id ?? null)).toEqual(["ds-b1"]);
  });

  test("a copy with REPLACE has a new TPM there, and none on the others", async () => {
    const { vappId } = objects;
    const request = { workflow: "COPY_VAPP", vappId, name: "erp-2", vdcId: world.bronze } as const;
    const task = await carryOut(db, { ...request, tpmProvisioning: "REPLACE" });
    const copies = await listVmsOf(db, task.resultId);
    expect(copies.map((vm) => vm.tpmStatus)).toEqual(["NOT_PRESENT", "PRESENT", "NOT_PRESENT"]);
    expect(copies[1]?.tpmEkSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(copies[1]?.tpmEkSha256).not.toBe(identities["erp-db"]);
    expect(await listTpms(vappId)).toEqual(ERP_TPMS);
  });
});

describe("moving a vApp", () => {
  test("across vCenters takes all of its VMs along, each the machine that it was", async () => {
    const { vappId } = objects;
    const before = await listVmsOf(db, vappId);
    const count = await db.$count(vms);
    const task = await carryOut(db, {
      workflow: "MOVE_VAPP",
      method: "CLONE_AND_DELETE",
      vappId,
      vdcId: world.bronze,
      tpmProvisioning: null,
    });
    expect(task).toMatchObject({ status: "SUCCESS", resultId: vappId });
    expect(await findVapp(vappId)).toMatchObject({ name: "erp", vdcId: world.bronze });
    const moved = await listVmsOf(db, vappId);
    const place = { vdcId: world.bronze, vcenterId: world.b.id };
    expect(moved.map(({ moRef: _, ...vm }) => vm)).toEqual(before.map(({ moRef: _, ...vm }) => ({ ...vm, ...place })));
    expect(moved.map((vm) => vm.moRef)).not.toEqual(before.map((vm) => vm.moRef));
    expect(await db.$count(vms)).toBe(count);
    expect(await listDatastoresOf(db, moved[0]?.id ?? null)).toEqual(["ds-b2"]);
  });

  test("within a cluster leaves the files where they are, known or not", async () => {
    const { vappId } = objects;
    const before = await listVmsOf(db, vappId);
    await carryOut(db, {
      workflow: "MOVE_VAPP",
      method: "CLONE_AND_DELETE",
      vappId,
      vdcId: world.silver,
      tpmProvisioning: null,
    });
    const moved = await listVmsOf(db, vappId);
    expect(moved).toEqual(before.map((vm) => ({ ...vm, vdcId: world.silver })));
    expect(await listDatastoresOf(db, moved[0]?.id ?? null)).toEqual(["ds-a1"]);
    expect(await listDatastoresOf(db, moved[2]?.id ?? null)).toEqual([]);
  });

  test("without VMs moves it all the same", async () => {
    const vappId = await seedVapp(db, { name: "empty", vdcId: world.gold });
    await carryOut(db, {
      workflow: "MOVE_VAPP",
      method: "CLONE_AND_DELETE",
      vappId,
      vdcId: world.bronze,
      tpmProvisioning: null,
    });
    expect(await findVapp(vappId)).toMatchObject({ vdcId: world.bronze });
  });
});

describe("the snapshots of a vApp that is moved", () => {
  const acknowledgeWarnings = ["SNAPSHOT_LOSS"] as const;
  const countSnapshots = async (vappId: string) => (await listVmsOf(db, vappId)).map((vm) => vm.snapshotCount);

  test.each([
    ["CLONE_AND_DELETE", [0, 0, 0]],
    ["MOVE_VAPP_API", [2, 0, 0]],
  ] as const)("with %s: %j", async (method, left) => {
    const { vappId } = objects;
    await db.update(vms).set({ snapshotCount: 2 }).where(eq(vms.name, "erp-app"));
    const move = { workflow: "MOVE_VAPP", vappId, vdcId: world.bronze, method, tpmProvisioning: null } as const;
    await carryOut(db, { ...move, acknowledgeWarnings });
    expect(await countSnapshots(vappId)).toEqual(left);
  });
});

describe("a vApp from an OVF", () => {
  test("has a new TPM on each VM that the OVF gives one, and on no other", async () => {
    const ovf = asksForOvf(virtualSystem("first", true), virtualSystem("second", true), virtualSystem("third", false));
    const request = { workflow: "CREATE_VAPP_FROM_OVF", name: "shop", vdcId: world.bronze, ...ovf } as const;
    const task = await carryOut(db, request);
    expect(task).toMatchObject({ ownerType: "Vdc", ownerId: world.bronze, resultType: "Vapp" });
    const made = await listVmsOf(db, task.resultId);
    expect(made).toMatchObject([
      { name: "first", tpmStatus: "PRESENT", keyProviderName: "kp-1", firmware: "EFI", hardwareVersion: 19 },
      { name: "second", tpmStatus: "PRESENT", keyProviderName: "kp-1" },
      { name: "third", tpmStatus: "NOT_PRESENT", keyProviderName: null },
    ]);
    expect(made[0]?.tpmEkSha256).not.toBe(made[1]?.tpmEkSha256);
    expect(await listDatastoresOf(db, made[2]?.id ?? null)).toEqual(["ds-b1"]);
  });

  test("has the hardware that the task judged, though the cluster ran another when it was submitted", async () => {
    const alternatives = [
      { firmware: "BIOS", hardwareVersion: 15, tpm: false, tpmIsOptional: false },
      { firmware: "EFI", hardwareVersion: 19, tpm: true, tpmIsOptional: false },
    ] as const;
    const virtualSystems = [{ ...offered(virtualSystem("only", true)), alternatives }];
    const asked = { virtualSystems, leaveOutOptionalTpm: false };
    const taskId = await submit(db, { workflow: "CREATE_VAPP_FROM_OVF", name: "shop", vdcId: world.bronze, ...asked });
    const inVcB = eq(clusters.vcenterId, world.b.id);
    await db.update(clusters).set({ maxHardwareVersion: 17 }).where(inVcB);
    const { status, resultId } = await runNow(db, taskId);
    await db.update(clusters).set({ maxHardwareVersion: 21 }).where(inVcB);
    expect(status).toBe("SUCCESS");
    expect(await listVmsOf(db, resultId)).toMatchObject([
      { name: "only", firmware: "BIOS", hardwareVersion: 15, tpmStatus: "NOT_PRESENT" },
    ]);
  });
});

describe("a vApp from a template", () => {
  test("captured with COPY has the template's TPM", async () => {
    const { copyTemplateId: templateId } = objects;
    const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "wins", templateId, vdcId: world.bronze } as const;
    const task = await carryOut(db, request);
    expect(await findVapp(task.resultId)).toMatchObject({ name: "wins", vdcId: world.bronze });
    expect(await listTpms(task.resultId)).toEqual([
      ["golden", "PRESENT", identities.golden, "kp-1"],
      ["plain", "NOT_PRESENT", null, null],
    ]);
  });
});
