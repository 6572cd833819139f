import { beforeEach, describe, expect, test } from "vitest";
import type { vms } from "../../schema/tables/index.ts";
import { seedVdc, seedVm, withTpm } from "../support/seed.ts";
import { seedTemplate } from "../support/seed-templates.ts";
import { DESCRIBED_TPM, identities, newVm, removeObjects, seedObjects } from "./every-workflow.ts";
import {
  carryOut,
  copyRequest,
  findVm,
  listTemplateVms,
  listVmsOf,
  openTestDatabase,
  reconfigureRequest,
  seedWorld,
} from "./world.ts";

const { db } = await openTestDatabase();
const world = await seedWorld(db);
const { organizationId } = world;
const fast = await seedVdc(db, { name: "fast", organizationId, vcenter: world.a, fastProvisioning: true });
let objects: Awaited<ReturnType<typeof seedObjects>>;

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
});

const BY_POLICY = { keyProviderName: "kp-1", encryptedByPolicy: true } as const;
const NONE = { keyProviderName: null, encryptedByPolicy: false } as const;

/** In gold, on vc-a. */
const seedHere = (columns: Partial<typeof vms.$inferInsert>) =>
  seedVm(db, { name: "here", vdcId: world.gold, vcenter: world.a, datastores: ["ds-a1"], ...columns });

describe("a VM captured with REPLACE", () => {
  test.each([
    ["FOR_TPM stores no key", withTpm("kp-1"), NONE],
    ["BY_POLICY stores its key, with a TPM", { ...withTpm("kp-1"), encryptedByPolicy: true }, BY_POLICY],
  ])("and encrypted %s", async (_how, columns, stored) => {
    const vmId = await seedHere(columns);
    const request = { workflow: "CAPTURE_VM", vmId, catalogId: objects.images, name: "captured" } as const;
    const { resultId } = await carryOut(db, { ...request, tpmProvisioning: "REPLACE" });
    const described = { tpmStatus: "PRESENT", tpmEkSha256: null, tpmProvisionedAt: null };
    expect(await listTemplateVms(db, resultId)).toMatchObject([{ ...described, ...stored }]);
  });

  test("with COPY stores its key, whatever asked for it", async () => {
    const vmId = await seedHere(withTpm("kp-1"));
    const request = { workflow: "CAPTURE_VM", vmId, catalogId: objects.images, name: "captured" } as const;
    const { resultId } = await carryOut(db, { ...request, tpmProvisioning: "COPY" });
    const stored = { tpmStatus: "PRESENT", keyProviderName: "kp-1", encryptedByPolicy: false };
    expect(await listTemplateVms(db, resultId)).toMatchObject([stored]);
  });

  test("of which it is not known whether it has a TPM makes a template without provisioning", async () => {
    const vmId = await seedHere({ tpmStatus: "UNKNOWN" });
    const request = { workflow: "CAPTURE_VM", vmId, catalogId: objects.images, name: "captured" } as const;
    const { resultId } = await carryOut(db, { ...request, tpmProvisioning: "REPLACE" });
    expect(await listTemplateVms(db, resultId)).toMatchObject([{ tpmStatus: "UNKNOWN", encryptedByPolicy: null }]);
  });
});

describe("an instance of a template captured with REPLACE", () => {
  test.each([
    ["has the destination's default key provider where it was encrypted FOR_TPM", NONE, "kp-1", false],
    ["keeps its key provider where a policy asks for it", { ...BY_POLICY, keyProviderName: "kp-0" }, "kp-0", true],
  ])("%s", async (_what, stored, keyProviderName, encryptedByPolicy) => {
    const templateId = await seedTemplate(db, {
      name: "captured",
      catalogId: objects.images,
      vcenter: world.a,
      tpmProvisioning: "REPLACE",
      vms: [{ name: "one", datastores: ["ds-a1"], ...DESCRIBED_TPM, ...stored }],
    });
    const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "made", templateId, vdcId: world.gold } as const;
    const [made] = await listVmsOf(db, (await carryOut(db, request)).resultId);
    expect(made).toMatchObject({ tpmStatus: "PRESENT", keyProviderName, encryptedByPolicy });
  });
});

test("a key that no policy asks for came with a TPM: an instance does not get it from a template captured with REPLACE", async () => {
  const templateId = await seedTemplate(db, {
    name: "captured",
    catalogId: objects.images,
    vcenter: world.a,
    tpmProvisioning: "REPLACE",
    vms: [
      { name: "one", datastores: ["ds-a1"], ...DESCRIBED_TPM },
      {
        name: "two",
        datastores: ["ds-a1"],
        tpmStatus: "UNKNOWN",
        keyProviderName: "kp-gone",
        encryptedByPolicy: false,
      },
    ],
  });
  const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "made", templateId, vdcId: world.gold } as const;
  const made = await listVmsOf(db, (await carryOut(db, request)).resultId);
  expect(made.map(({ keyProviderName }) => keyProviderName)).toEqual(["kp-1", null]);
});

test("a VM whose TPM is not known and whose key no policy asks for loses both with a removed TPM", async () => {
  const vmId = await seedHere({ tpmStatus: "UNKNOWN", keyProviderName: "kp-1", encryptedByPolicy: false });
  await carryOut(db, reconfigureRequest({ vmId, tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] }));
  expect(await findVm(db, vmId)).toMatchObject({ tpmStatus: "NOT_PRESENT", ...NONE });
});

describe("fast provisioning", () => {
  test("makes linked clones of a template's VMs, with the template's TPM", async () => {
    const { copyTemplateId: templateId, goldenCopyId: templateVmId } = objects;
    const instantiate = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "made", templateId, vdcId: fast } as const;
    const made = await listVmsOf(db, (await carryOut(db, instantiate)).resultId);
    expect(made).toMatchObject([
      { name: "golden", linkedClone: true, tpmEkSha256: identities.golden },
      { name: "plain", linkedClone: true },
    ]);
    const create = { workflow: "CREATE_VM_FROM_TEMPLATE", name: "one", templateId, templateVmId, vdcId: fast } as const;
    expect(await findVm(db, (await carryOut(db, create)).resultId)).toMatchObject({ linkedClone: true });
  });

  test("makes no linked clone of what comes from no template", async () => {
    const created = await carryOut(db, { workflow: "CREATE_VM", ...newVm("new", true), vdcId: fast });
    expect(await findVm(db, created.resultId)).toMatchObject({ linkedClone: false });
    const copied = await carryOut(db, copyRequest({ vmId: objects.vmId, name: "copy", vdcId: fast }));
    expect(await findVm(db, copied.resultId)).toMatchObject({ linkedClone: false });
  });

  test("is of the destination: elsewhere the instances have disks of their own", async () => {
    const { copyTemplateId: templateId } = objects;
    const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "made", templateId, vdcId: world.silver } as const;
    const made = await listVmsOf(db, (await carryOut(db, request)).resultId);
    expect(made.map((vm) => vm.linkedClone)).toEqual([false, false]);
  });
});

test("a copy of a VM that a policy encrypts is encrypted so too", async () => {
  const vmId = await seedHere({ ...BY_POLICY, tpmStatus: "NOT_PRESENT" });
  const { resultId } = await carryOut(db, copyRequest({ vmId, name: "copy", vdcId: world.bronze }));
  expect(await findVm(db, resultId)).toMatchObject({ tpmStatus: "NOT_PRESENT", ...BY_POLICY });
});
