import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { templateVms, vappTemplates } from "../../schema/tables/index.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { gatherFacts } from "../../src/tasks/gather-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { asksForOvf } from "../support/ovf-vms.ts";

const { db, idOf, idOfTemplateVm } = await openEstateDatabase();
const gather = (request: WorkflowRequest) => gatherFacts(providerAdministrator, db, request);

const [images, drafts] = [await idOf("Catalog", "images"), await idOf("Catalog", "drafts")];
const [goldA, goldB, silverA] = [
  await idOf("Vdc", "gold-a"),
  await idOf("Vdc", "gold-b"),
  await idOf("Vdc", "silver-a"),
];
const erp = await idOf("Vapp", "erp");

const instantiate = async (template: string, vdcId = goldB): Promise<WorkflowRequest> => ({
  workflow: "INSTANTIATE_VAPP_TEMPLATE",
  name: "new",
  templateId: await idOf("VappTemplate", template),
  vdcId,
});
const createFromTemplate = async (template: string, templateVmId: string | null): Promise<WorkflowRequest> => ({
  workflow: "CREATE_VM_FROM_TEMPLATE",
  name: "new",
  templateId: await idOf("VappTemplate", template),
  templateVmId,
  vdcId: goldA,
});
const importVapp = (unmanagedVappId: string): WorkflowRequest => ({
  workflow: "IMPORT_VAPP",
  unmanagedVappId,
  mode: "CLONE",
  name: null,
  vdcId: goldB,
  tpmProvisioning: null,
});

describe("of a template", () => {
  test("the source is where its catalog is stored, the subjects are its VMs by name", async () => {
    const gathered = await gather(await instantiate("erp-copy"));
    expect(gathered).toMatchObject({
      sourceVdcId: goldA,
      destinationVdcId: goldB,
      destinationVapp: null,
      source: { vdcName: "acme/gold-a", vcenter: { name: "vc-a" } },
      destination: { vdcName: "acme/gold-b", vcenter: { name: "vc-b" } },
      facts: { template: { name: "erp-copy", tpmProvisioning: "COPY" } },
    });
    expect(gathered.facts.request).toEqual({ acknowledgedWarnings: [] });
    expect([...gathered.places.keys()].sort()).toEqual([goldA, goldB].sort());
    expect(gathered.facts.subjects).toEqual([
      {
        name: "erp-db",
        tpm: "PRESENT",
        hardwareChanges: [],
        guestId: "windows2019srvNext_64Guest",
        firmware: "EFI",
        hardwareVersion: 19,
        powerState: "POWERED_OFF",
        snapshotCount: 0,
        keyProvider: "kp-1",
        encryptedByPolicy: false,
        linkedClone: false,
        identityHolders: 1,
        volumes: [{ id: expect.any(String), name: "san-1" }],
      },
      expect.objectContaining({ name: "erp-web", tpm: "NOT_PRESENT", keyProvider: null }),
    ]);
  });

  test("an export has no destination", async () => {
    const templateId = await idOf("VappTemplate", "debian-plain");
    const gathered = await gather({ workflow: "EXPORT_VAPP_TEMPLATE", templateId });
    expect(gathered).toMatchObject({ sourceVdcId: goldA, destinationVdcId: null, destination: null });
    expect(gathered.facts.destination).toBeUndefined();
    expect([...gathered.places.keys()]).toEqual([goldA]);
  });

  test("a copy goes where the other catalog is stored", async () => {
    const templateId = await idOf("VappTemplate", "win22-copy");
    const copy = { workflow: "COPY_VAPP_TEMPLATE", templateId, catalogId: drafts, name: "new" } as const;
    expect(await gather({ ...copy, tpmProvisioning: "COPY" })).toMatchObject({
      sourceVdcId: goldA,
      destinationVdcId: await idOf("Vdc", "gold-c"),
      facts: { request: { tpmProvisioning: "COPY" }, template: { tpmProvisioning: "COPY" } },
    });
  });

  test("the VM need be named only where there is a choice", async () => {
    const only = await gather(await createFromTemplate("win22-copy", null));
    expect(only.facts.subjects).toMatchObject([{ name: "win22" }]);
    const named = await gather(await createFromTemplate("erp-copy", await idOfTemplateVm("erp-copy", "erp-web")));
    expect(named.facts.subjects).toMatchObject([{ name: "erp-web" }]);
    await expect(gather(await createFromTemplate("erp-copy", null))).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: "templateVmId: found nothing, expected one of the VMs of template erp-copy: erp-db, erp-web.",
    });
  });

  test("a VM of another template is not one to choose", async () => {
    const stranger = await idOfTemplateVm("win22-copy", "win22");
    await expect(gather(await createFromTemplate("erp-copy", stranger))).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: `templateVmId: found ${stranger}, expected one of the VMs of template erp-copy: erp-db, erp-web.`,
    });
  });

  test("a template without a VM gives none, is no OVF, and instantiates as an empty vApp", async () => {
    const [template] = await db.select().from(vappTemplates).where(eq(vappTemplates.name, "debian-plain"));
    if (!template) throw new Error("there is no template debian-plain");
    const { id: _, ...columns } = template;
    await db.insert(vappTemplates).values({ ...columns, name: "empty" });
    const refusal = {
      code: "BAD_USER_INPUT",
      message: "templateId: found template empty, which has no VM; expected one with a VM.",
    };
    const exported = { workflow: "EXPORT_VAPP_TEMPLATE", templateId: await idOf("VappTemplate", "empty") } as const;
    await expect(gather(await createFromTemplate("empty", null))).rejects.toMatchObject(refusal);
    await expect(gather(exported)).rejects.toMatchObject(refusal);
    expect((await gather(await instantiate("empty"))).facts.subjects).toEqual([]);
  });

  test("what nobody knows of its VMs is null", async () => {
    const request = await instantiate("win22-replace");
    const unknown = { guestId: null, firmware: null, hardwareVersion: null };
    await db
      .update(templateVms)
      .set({ ...unknown, tpmStatus: "UNKNOWN" })
      .where(eq(templateVms.id, await idOfTemplateVm("win22-replace", "win22")));
    expect((await gather(request)).facts.subjects).toMatchObject([{ ...unknown, tpm: "UNKNOWN" }]);
  });
});

describe("of what is yet to be", () => {
  test("there is no source, and the VM has what is asked for", async () => {
    const vm = {
      name: "new",
      guestId: "rhel9_64Guest",
      firmware: "EFI",
      hardwareVersion: 18,
      tpmPresent: true,
    } as const;
    const gathered = await gather({ workflow: "ADD_VM_TO_VAPP", vappId: erp, ...vm });
    expect(gathered).toMatchObject({
      sourceVdcId: null,
      destinationVdcId: goldA,
      destinationVapp: { id: erp, name: "erp" },
      source: null,
    });
    expect(gathered.facts).not.toHaveProperty("source");
    expect(gathered.facts).not.toHaveProperty("template");
    expect(gathered.facts.subjects).toEqual([
      {
        name: "new",
        tpm: "NOT_PRESENT",
        tpmRequested: true,
        hardwareChanges: [],
        guestId: "rhel9_64Guest",
        firmware: "EFI",
        hardwareVersion: 18,
        powerState: "POWERED_OFF",
        snapshotCount: 0,
        keyProvider: null,
        encryptedByPolicy: false,
        linkedClone: false,
        volumes: [],
      },
    ]);
  });

  test("an OVF's VMs in its order, and what it does not say is not known", async () => {
    const bare = { guestId: null, firmware: null, hardwareVersion: null, tpm: false } as const;
    const request = {
      workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF",
      catalogId: images,
      name: "new",
      ...asksForOvf({ ...bare, name: "z" }, { ...bare, name: "a", tpm: true }),
    } as const;
    const { facts, sourceVdcId, destinationVdcId } = await gather(request);
    expect({ sourceVdcId, destinationVdcId }).toEqual({ sourceVdcId: null, destinationVdcId: goldA });
    expect(facts).toMatchObject({
      subjects: [
        { name: "z", tpmRequested: false, guestId: null, firmware: null, hardwareVersion: null },
        { name: "a", tpmRequested: true, tpm: "NOT_PRESENT" },
      ],
    });
  });
});

test("of a vApp: all of its VMs by name, as they are", async () => {
  const request = {
    workflow: "MOVE_VAPP",
    method: "CLONE_AND_DELETE",
    vappId: erp,
    vdcId: silverA,
    tpmProvisioning: "COPY",
  } as const;
  const { facts, source, destination, ...rows } = await gather(request);
  expect(rows).toMatchObject({ sourceVdcId: goldA, destinationVdcId: silverA, destinationVapp: null });
  expect(facts.subjects.map(({ name, tpm, vmId }) => [name, tpm, vmId])).toEqual([
    ["erp-app", "NOT_PRESENT", await idOf("Vm", "erp-app")],
    ["erp-db", "PRESENT", expect.any(String)],
    ["erp-web", "NOT_PRESENT", expect.any(String)],
  ]);
  expect({ source, destination }).toMatchObject({
    source: { cluster: { name: "cl-1" } },
    destination: { cluster: { name: "cl-2" } },
  });
  expect(Object.keys(facts.vcenters)).toHaveLength(1);
});

describe("of an import", () => {
  test("the source is a cluster, in no VDC", async () => {
    const gathered = await gather(importVapp(await idOf("UnmanagedVapp", "legacy-shop")));
    expect(gathered).toMatchObject({
      sourceVdcId: null,
      destinationVdcId: goldB,
      source: {
        vcenter: { name: "vc-a", defaultKeyProvider: "kp-1" },
        cluster: { name: "cl-1", maxHardwareVersion: 21 },
      },
      facts: { request: { importMode: "CLONE" } },
    });
    expect(gathered.source?.cluster.mountedVolumeIds).toHaveLength(3);
    expect([...gathered.places.keys()]).toEqual([goldB]);
    expect(gathered.facts.subjects).toMatchObject([
      { name: "shop-db", tpm: "PRESENT", keyProvider: "kp-1", volumes: [{ name: "san-1" }] },
      { name: "shop-web", tpm: "NOT_PRESENT", firmware: "BIOS", hardwareVersion: 13 },
    ]);
  });

  test("one VM, of which something is not known", async () => {
    const request = { workflow: "IMPORT_VM", mode: "MOVE", name: null, vdcId: goldA, tpmProvisioning: null } as const;
    const { facts } = await gather({ ...request, unmanagedVmId: await idOf("UnmanagedVm", "legacy-2") });
    expect(facts.request.importMode).toBe("MOVE");
    expect(facts.subjects).toMatchObject([{ name: "legacy-2", tpm: "UNKNOWN", volumes: [{ name: "local-a" }] }]);
  });
});

describe("of a VM that is rekeyed", () => {
  const rekey = async (name: string): Promise<WorkflowRequest> => ({
    workflow: "REKEY_VM",
    vmId: await idOf("Vm", name),
    keyProviderName: "kp-3",
  });

  test("source and destination are where it is, and the request names the new key provider", async () => {
    const gathered = await gather(await rekey("ericTpmVm"));
    expect(gathered.facts).toMatchObject({
      workflow: "REKEY_VM",
      request: { keyProviderName: "kp-3" },
      subjects: [{ name: "ericTpmVm", keyProvider: "kp-1" }],
    });
    expect(gathered.facts.source).toEqual(gathered.facts.destination);
    expect(gathered.places.size).toBe(1);
  });

  test("it is encrypted", async () => {
    await expect(gather(await rekey("plainVm"))).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: "vmId: VM plainVm is not encrypted. Expected an encrypted VM.",
    });
  });
});
