import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { kmsRegistrations, vapps, vms } from "../../schema/tables/index.ts";
import { newTpmIdentity, seedVapp, seedVm, withTpm } from "../support/seed.ts";
import {
  carryOut,
  copyRequest,
  findVm,
  listDatastoresOf,
  moveRequest,
  openTestDatabase,
  reconfigureRequest,
  seedWorld,
} from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
const identity = newTpmIdentity();

beforeEach(async () => {
  await db.delete(vms);
  await db.delete(vapps);
});

const seedTpmVm = (columns: Partial<typeof vms.$inferInsert> = {}) =>
  seedVm(db, {
    name: "ericTpmVm",
    vdcId: world.gold,
    vcenter: world.a,
    datastores: ["ds-a1"],
    ...withTpm("kp-1", identity),
    ...columns,
  });

describe("a copy", () => {
  test("with COPY has the TPM of its source, and is a machine of its own otherwise", async () => {
    const vmId = await seedTpmVm({ powerState: "POWERED_ON", snapshotCount: 2 });
    const task = await carryOut(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze, tpmProvisioning: "COPY" }));
    expect(task).toMatchObject({ status: "SUCCESS", progress: 100, resultType: "Vm", error: null });
    const source = await findVm(db, vmId);
    const copy = await findVm(db, task.resultId);
    expect(copy).toMatchObject({
      name: "copy",
      vdcId: world.bronze,
      vcenterId: world.b.id,
      vappId: null,
      guestId: source.guestId,
      firmware: source.firmware,
      hardwareVersion: source.hardwareVersion,
      powerState: "POWERED_OFF",
      snapshotCount: 0,
      tpmStatus: "PRESENT",
      tpmEkSha256: identity,
      tpmProvisionedAt: source.tpmProvisionedAt,
      keyProviderName: "kp-1",
      encryptedByPolicy: false,
      linkedClone: false,
    });
    expect(copy.id).not.toBe(source.id);
    expect(copy.instanceUuid).not.toBe(source.instanceUuid);
    expect(copy.moRef).not.toBe(source.moRef);
    expect(source).toMatchObject({ vdcId: world.gold, powerState: "POWERED_ON", snapshotCount: 2 });
  });

  test("with REPLACE has a TPM of its own, and its source keeps its", async () => {
    const vmId = await seedTpmVm();
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze, tpmProvisioning: "REPLACE" });
    const { resultId } = await carryOut(db, request);
    const copy = await findVm(db, resultId);
    expect(copy).toMatchObject({ tpmStatus: "PRESENT", keyProviderName: "kp-1" });
    expect(copy.tpmEkSha256).not.toBe(identity);
    expect(copy.tpmProvisionedAt?.getFullYear()).toBeGreaterThan(2024);
    expect((await findVm(db, vmId)).tpmEkSha256).toBe(identity);
  });

  test("with REPLACE keeps the key of its parent, and what asks for it", async () => {
    const vmId = await seedTpmVm({ encryptedByPolicy: true });
    const request = copyRequest({ vmId, name: "copy", vdcId: world.bronze, tpmProvisioning: "REPLACE" });
    const { resultId } = await carryOut(db, request);
    expect(await findVm(db, resultId)).toMatchObject({ keyProviderName: "kp-1", encryptedByPolicy: true });
  });

  test("of a linked clone has disks of its own", async () => {
    const vmId = await seedTpmVm({ linkedClone: true });
    const { resultId } = await carryOut(db, copyRequest({ vmId, name: "copy", vdcId: world.silver }));
    expect(await findVm(db, resultId)).toMatchObject({ linkedClone: false });
    expect(await findVm(db, vmId)).toMatchObject({ linkedClone: true });
  });

  test("of a VM of which it is not known whether it has a TPM leaves it unknown, with REPLACE too", async () => {
    const vmId = await seedVm(db, { name: "blank", vdcId: world.gold, vcenter: world.a, tpmStatus: "UNKNOWN" });
    const request = copyRequest({ vmId, name: "copy", vdcId: world.silver, tpmProvisioning: "REPLACE" });
    const { resultId } = await carryOut(db, request);
    expect(await findVm(db, resultId)).toMatchObject({ tpmStatus: "UNKNOWN", tpmEkSha256: null });
  });

  test("of a VM without a TPM has none", async () => {
    const vmId = await seedVm(db, { name: "plain", vdcId: world.gold, vcenter: world.a });
    const { resultId } = await carryOut(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    expect(await findVm(db, resultId)).toMatchObject({
      tpmStatus: "NOT_PRESENT",
      tpmEkSha256: null,
      keyProviderName: null,
    });
  });

  test("into a vApp is in it, in the vApp's VDC", async () => {
    const vmId = await seedTpmVm();
    const vappId = await seedVapp(db, { name: "web", vdcId: world.bronze });
    const { resultId } = await carryOut(db, copyRequest({ vmId, name: "ericTpmVm", vappId }));
    expect(await findVm(db, resultId)).toMatchObject({ vappId, vdcId: world.bronze, vcenterId: world.b.id });
  });
});

describe("a move", () => {
  test("across vCenters keeps the machine and its TPM but not its snapshots, and gives it the other vCenter's moRef", async () => {
    const vmId = await seedTpmVm({ snapshotCount: 1, powerState: "POWERED_ON" });
    const before = await findVm(db, vmId);
    const acknowledgeWarnings = ["SNAPSHOT_LOSS"] as const;
    const task = await carryOut(db, moveRequest({ vmId, vdcId: world.bronze, acknowledgeWarnings }));
    expect(task).toMatchObject({ status: "SUCCESS", resultId: vmId });
    const { moRef, ...moved } = await findVm(db, vmId);
    const there = { vdcId: world.bronze, vcenterId: world.b.id, snapshotCount: 0 };
    expect(moved).toEqual({ ...withoutMoRef(before), ...there });
    expect(moRef).not.toBe(before.moRef);
    expect(await db.$count(vms)).toBe(1);
  });

  test("within a vCenter keeps the moRef", async () => {
    const vmId = await seedTpmVm();
    const before = await findVm(db, vmId);
    await carryOut(db, moveRequest({ vmId, vdcId: world.silver }));
    expect(await findVm(db, vmId)).toEqual({ ...before, vdcId: world.silver });
    expect(await listDatastoresOf(db, vmId)).toEqual(["ds-a1"]);
  });

  test("out of a vApp makes it standalone, and into one puts it there", async () => {
    const vappId = await seedVapp(db, { name: "web", vdcId: world.gold });
    const vmId = await seedTpmVm({ vappId });
    await carryOut(db, moveRequest({ vmId, vdcId: world.gold }));
    expect(await findVm(db, vmId)).toMatchObject({ vappId: null, vdcId: world.gold });
    await carryOut(db, moveRequest({ vmId, vappId }));
    expect(await findVm(db, vmId)).toMatchObject({ vappId, vdcId: world.gold });
  });

  test("of a VM whose storage nobody knows leaves that unknown within its cluster", async () => {
    const vmId = await seedVm(db, { name: "plain", vdcId: world.gold, vcenter: world.a });
    await carryOut(db, moveRequest({ vmId, vdcId: world.silver }));
    expect(await listDatastoresOf(db, vmId)).toEqual([]);
  });
});

describe("storage at the destination", () => {
  test("is the same volume under the other vCenter's name, where its cluster mounts it", async () => {
    const vmId = await seedTpmVm();
    const { resultId } = await carryOut(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
    expect(await listDatastoresOf(db, resultId)).toEqual(["ds-b2"]);
    await carryOut(db, moveRequest({ vmId, vdcId: world.bronze }));
    expect(await listDatastoresOf(db, vmId)).toEqual(["ds-b2"]);
  });

  test("is the cluster's first datastore where it does not mount every volume of the VM", async () => {
    const vmId = await seedVm(db, {
      name: "plain",
      vdcId: world.gold,
      vcenter: world.a,
      datastores: ["ds-a1", "ds-a2"],
    });
    await carryOut(db, moveRequest({ vmId, vdcId: world.bronze }));
    expect(await listDatastoresOf(db, vmId)).toEqual(["ds-b1"]);
  });
});

describe("reconfiguring", () => {
  test("attaches a new TPM and encrypts the VM under the default key provider", async () => {
    const vmId = await seedVm(db, { name: "plain", vdcId: world.gold, vcenter: world.a });
    const task = await carryOut(db, reconfigureRequest({ vmId, tpmPresent: true }));
    expect(task).toMatchObject({ status: "SUCCESS", resultId: vmId });
    const vm = await findVm(db, vmId);
    expect(vm).toMatchObject({ tpmStatus: "PRESENT", keyProviderName: "kp-1", encryptedByPolicy: false });
    expect(vm.tpmEkSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("leaves an encrypted VM under its own key provider and its policy when a TPM is attached", async () => {
    await db
      .insert(kmsRegistrations)
      .values({ vcenterId: world.a.id, name: "kp-0", type: "STANDARD", status: "CONNECTED" });
    const encrypted = { keyProviderName: "kp-0", encryptedByPolicy: true };
    const vmId = await seedVm(db, { name: "plain", vdcId: world.gold, vcenter: world.a, ...encrypted });
    await carryOut(db, reconfigureRequest({ vmId, tpmPresent: true }));
    expect(await findVm(db, vmId)).toMatchObject({ tpmStatus: "PRESENT", ...encrypted });
  });

  test.each([
    ["which came for the TPM goes with it", false, { keyProviderName: null, encryptedByPolicy: false }],
    ["which a policy asks for stays", true, { keyProviderName: "kp-1", encryptedByPolicy: true }],
    ["of which it is not known why it is there is not known", null, { keyProviderName: null, encryptedByPolicy: null }],
  ])("removes a TPM; encryption %s", async (_why, encryptedByPolicy, encryption) => {
    const vmId = await seedTpmVm({ encryptedByPolicy });
    await carryOut(db, reconfigureRequest({ vmId, tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] }));
    const noTpm = { tpmStatus: "NOT_PRESENT", tpmEkSha256: null, tpmProvisionedAt: null };
    expect(await findVm(db, vmId)).toMatchObject({ ...noTpm, ...encryption });
  });

  test("attaches a TPM again after it was removed, under the default key provider", async () => {
    const vmId = await seedTpmVm();
    await carryOut(db, reconfigureRequest({ vmId, tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] }));
    await carryOut(db, reconfigureRequest({ vmId, tpmPresent: true }));
    expect(await findVm(db, vmId)).toMatchObject({ tpmStatus: "PRESENT", keyProviderName: "kp-1" });
  });

  test("changes what is said and nothing else", async () => {
    const vmId = await seedTpmVm();
    const before = await findVm(db, vmId);
    await carryOut(db, reconfigureRequest({ vmId, name: "renamed", hardwareVersion: 20 }));
    expect(await findVm(db, vmId)).toEqual({ ...before, name: "renamed", hardwareVersion: 20 });
    await carryOut(db, reconfigureRequest({ vmId }));
    expect((await db.select().from(vms).where(eq(vms.id, vmId)))[0]).toMatchObject({ name: "renamed" });
  });
});

function withoutMoRef({ moRef: _moRef, ...vm }: Awaited<ReturnType<typeof findVm>>) {
  return vm;
}
