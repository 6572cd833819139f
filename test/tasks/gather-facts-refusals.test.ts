import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { catalogSubscriptions } from "../../schema/tables/index.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { gatherFacts } from "../../src/tasks/gather-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import type { ImportVappRequest } from "../../src/tasks/workflows/import-vapp.ts";
import { openEstateDatabase } from "../support/demo-database.ts";

/** The second kind of no: the request is at fault. */
const { db, idOf } = await openEstateDatabase();
const nobody = "00000000-0000-7000-8000-000000000000";

const gather = (request: WorkflowRequest, scope: Scope = providerAdministrator) => gatherFacts(scope, db, request);
const memberOf = async (organization: string): Promise<Scope> => ({
  kind: "organization-member",
  actor: "eve",
  organizationId: await idOf("Organization", organization),
});

const [images, drafts, mirror] = [
  await idOf("Catalog", "images"),
  await idOf("Catalog", "drafts"),
  await idOf("Catalog", "mirror"),
];
const [goldA, goldB] = [await idOf("Vdc", "gold-a"), await idOf("Vdc", "gold-b")];
const erp = await idOf("Vapp", "erp");

const instantiate = async (template: string, vdcId = goldB): Promise<WorkflowRequest> => ({
  workflow: "INSTANTIATE_VAPP_TEMPLATE",
  name: "new",
  templateId: await idOf("VappTemplate", template),
  vdcId,
});
const captureVm = async (vm: string, catalogId: string): Promise<WorkflowRequest> => ({
  workflow: "CAPTURE_VM",
  vmId: await idOf("Vm", vm),
  catalogId,
  name: "new",
  tpmProvisioning: "REPLACE",
});
const captureVapp = (vappId: string, catalogId: string): WorkflowRequest => ({
  workflow: "CAPTURE_VAPP",
  vappId,
  catalogId,
  name: "new",
  tpmProvisioning: null,
});
const importVapp = (unmanagedVappId: string): ImportVappRequest => ({
  workflow: "IMPORT_VAPP",
  unmanagedVappId,
  mode: "CLONE",
  name: null,
  vdcId: goldB,
  tpmProvisioning: null,
});

describe("what a workflow is not for", () => {
  test("a VM of a vApp is not captured alone", async () => {
    await expect(gather(await captureVm("erp-db", images))).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: "vmId: VM erp-db is part of vApp erp: capture the vApp. Expected a standalone VM.",
    });
    const standalone = await gather(await captureVm("ericTpmVm", images));
    expect(standalone.facts).toMatchObject({ workflow: "CAPTURE_VM", subjects: [{ name: "ericTpmVm" }] });
  });

  test("a catalog that is subscribed takes no template of its own", async () => {
    const refusal = {
      code: "BAD_USER_INPUT",
      message:
        "catalogId: found catalog globex/mirror, which is subscribed to acme/images and has the templates that it receives from there alone; expected one that is not subscribed.",
    };
    const templateId = await idOf("VappTemplate", "debian-plain");
    const named = { templateId, catalogId: mirror, name: "new", tpmProvisioning: null };
    await expect(gather(await captureVm("ericTpmVm", mirror))).rejects.toMatchObject(refusal);
    await expect(gather(captureVapp(erp, mirror))).rejects.toMatchObject(refusal);
    await expect(gather({ workflow: "COPY_VAPP_TEMPLATE", ...named })).rejects.toMatchObject(refusal);
    await expect(gather({ workflow: "MOVE_VAPP_TEMPLATE", ...named })).rejects.toMatchObject(refusal);
    await expect(
      gather({ workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", name: "new", catalogId: mirror, virtualSystems: [] }),
    ).rejects.toMatchObject(refusal);
  });
});

describe("a template that a catalog has received", () => {
  test("does not leave it by a move", async () => {
    const templateId = await idOf("VappTemplate", "debian-plain");
    const move = { workflow: "MOVE_VAPP_TEMPLATE", templateId, catalogId: drafts, tpmProvisioning: null } as const;
    expect((await gather(move)).facts.workflow).toBe("MOVE_VAPP_TEMPLATE");
    await db.insert(catalogSubscriptions).values({ catalogId: images, publisherId: drafts });
    await expect(gather(move)).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message:
        "templateId: found vApp template debian-plain of catalog images, which is subscribed, so that its templates come and go with their publisher's; expected one of a catalog that is not subscribed.",
    });
    await db.delete(catalogSubscriptions).where(eq(catalogSubscriptions.catalogId, images));
  });
});

describe("an id that names nothing", () => {
  test.each([
    ["VM", async () => ({ ...(await captureVm("ericTpmVm", images)), vmId: nobody })],
    ["vApp", async () => captureVapp(nobody, images)],
    ["catalog", async () => captureVapp(erp, nobody)],
    ["vApp template", async () => ({ ...(await instantiate("erp-copy")), templateId: nobody })],
    ["VDC", async () => instantiate("erp-copy", nobody)],
    ["unmanaged vApp", async () => importVapp(nobody)],
    ["unmanaged VM", async () => ({ ...importVapp(nobody), workflow: "IMPORT_VM", unmanagedVmId: nobody })],
  ])("is refused by its kind: %s", async (kind, request) => {
    const message = expect.stringMatching(new RegExp(`^\\w+Id: there is no ${kind} with this id\\.$`));
    await expect(gather((await request()) as WorkflowRequest)).rejects.toMatchObject({ code: "NOT_FOUND", message });
  });
});

describe("a member of an organization", () => {
  test("uses what others publish, and does not see the rest", async () => {
    const globex = await memberOf("globex");
    const researchB = await idOf("Vdc", "research-b");
    const published = await gather(await instantiate("debian-plain", researchB), globex);
    expect(published).toMatchObject({ sourceVdcId: goldA, destinationVdcId: researchB });
    const legacy = {
      unmanagedVappId: await idOf("UnmanagedVapp", "legacy-shop"),
      unmanagedVmId: await idOf("UnmanagedVm", "legacy-1"),
    };
    const hidden: [string, WorkflowRequest][] = [
      ["vApp template", await instantiate("rhel-replace", researchB)],
      ["VDC", await instantiate("debian-plain", goldB)],
      ["vApp", captureVapp(erp, images)],
      ["catalog", captureVapp(await idOf("Vapp", "lab"), drafts)],
      ["VM", await captureVm("ericTpmVm", images)],
      ["unmanaged vApp", { ...importVapp(legacy.unmanagedVappId), vdcId: researchB }],
      ["unmanaged VM", { ...importVapp(nobody), ...legacy, workflow: "IMPORT_VM", vdcId: researchB }],
    ];
    for (const [kind, request] of hidden) {
      await expect(gather(request, globex)).rejects.toThrow(`there is no ${kind} with this id.`);
      await expect(gather(request)).resolves.toMatchObject({ facts: { workflow: request.workflow } });
    }
  });

  test("neither adds to the catalog of another, nor takes from it", async () => {
    const globex = await memberOf("globex");
    await expect(gather(captureVapp(await idOf("Vapp", "lab"), images), globex)).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "Only its own organization may add templates to catalog acme/images.",
    });
    const templateId = await idOf("VappTemplate", "debian-plain");
    const move = { workflow: "MOVE_VAPP_TEMPLATE", templateId, catalogId: drafts, tpmProvisioning: null } as const;
    await expect(gather(move, globex)).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "Only its own organization may move vApp template debian-plain.",
    });
    expect(await gather(move, await memberOf("acme"))).toMatchObject({ sourceVdcId: goldA });
  });
});
