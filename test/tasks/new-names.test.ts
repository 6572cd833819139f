import { beforeEach, describe, expect, test } from "vitest";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import type { Workflow } from "../../src/validation/vocabulary.ts";
import { seedVapp, seedVm } from "../support/seed.ts";
import { seedTemplate } from "../support/seed-templates.ts";
import { checksumInventory, findRequest, removeObjects, requestOfEach, seedObjects } from "./every-workflow.ts";
import { openTestDatabase, runNow, seedWorld, submit } from "./world.ts";

const { db, url } = await openTestDatabase();
const world = await seedWorld(db);
let objects: Awaited<ReturnType<typeof seedObjects>>;
let requests: readonly WorkflowRequest[];

beforeEach(async () => {
  await removeObjects(db);
  objects = await seedObjects(db, world);
  requests = requestOfEach(world, objects);
});

const requestOf = (workflow: Workflow) => findRequest(requests, workflow);

describe("a name that is taken at the destination", () => {
  const TAKEN_VM = 'There is already a standalone VM named "new" in VDC "acme/';
  const TAKEN_IN_VAPP = 'There is already a VM named "new" in vApp "erp" of VDC "acme/gold".';
  const TAKEN_VAPP = 'There is already a vApp named "new" in VDC "acme/';
  const TAKEN_TEMPLATE = 'There is already a vApp template named "new" in catalog "acme/';
  const cases: readonly (readonly [Workflow, string])[] = [
    ["CREATE_VM", `${TAKEN_VM}gold".`],
    ["CREATE_VM_FROM_TEMPLATE", `${TAKEN_VM}gold".`],
    ["RECONFIGURE_VM", `${TAKEN_VM}gold".`],
    ["COPY_VM", `${TAKEN_VM}bronze".`],
    ["ADD_VM_TO_VAPP", TAKEN_IN_VAPP],
    ["ADD_TEMPLATE_VM_TO_VAPP", TAKEN_IN_VAPP],
    ["INSTANTIATE_VAPP_TEMPLATE", `${TAKEN_VAPP}bronze".`],
    ["CREATE_VAPP_FROM_OVF", `${TAKEN_VAPP}gold".`],
    ["COPY_VAPP", `${TAKEN_VAPP}bronze".`],
    ["CAPTURE_VAPP", `${TAKEN_TEMPLATE}images".`],
    ["CAPTURE_VM", `${TAKEN_TEMPLATE}remote".`],
    ["CREATE_VAPP_TEMPLATE_FROM_OVF", `${TAKEN_TEMPLATE}images".`],
    ["COPY_VAPP_TEMPLATE", `${TAKEN_TEMPLATE}remote".`],
  ];

  /** Takes the name `new`, or another one, everywhere. */
  async function takeEverywhere(name = "new") {
    const { gold, bronze, a, b } = world;
    await seedVm(db, { name, vdcId: gold, vcenter: a });
    await seedVm(db, { name, vdcId: gold, vcenter: a, vappId: objects.vappId });
    await seedVm(db, { name, vdcId: bronze, vcenter: b });
    await seedVapp(db, { name, vdcId: gold });
    await seedVapp(db, { name, vdcId: bronze });
    const empty = { name, tpmProvisioning: null, vms: [] };
    await seedTemplate(db, { ...empty, catalogId: objects.images, vcenter: a });
    await seedTemplate(db, { ...empty, catalogId: objects.remote, vcenter: b });
  }

  test.each(cases)("refuses %s when it is asked for, and when it was taken since", async (workflow, message) => {
    const taskId = await submit(db, requestOf(workflow));
    await takeEverywhere();
    const before = await checksumInventory(url);
    const { refusals } = await submitWorkflow(providerAdministrator, db, requestOf(workflow), null);
    expect(refusals).toEqual([{ code: "NAME_TAKEN", message, field: ["name"] }]);
    expect(await runNow(db, taskId)).toMatchObject({ status: "ERROR", error: { code: "NAME_TAKEN", message } });
    expect(await checksumInventory(url)).toEqual(before);
  });

  const brought: readonly (readonly [Workflow, string, string])[] = [
    ["MOVE_VM", "ericTpmVm", 'There is already a standalone VM named "ericTpmVm" in VDC "acme/bronze".'],
    ["IMPORT_VM", "legacy-1", 'There is already a standalone VM named "legacy-1" in VDC "acme/gold".'],
    ["MOVE_VAPP", "erp", 'There is already a vApp named "erp" in VDC "acme/bronze".'],
    ["IMPORT_VAPP", "legacy-shop", 'There is already a vApp named "legacy-shop" in VDC "acme/gold".'],
    ["MOVE_VAPP_TEMPLATE", "win-copy", 'There is already a vApp template named "win-copy" in catalog "acme/remote".'],
  ];

  test.each(brought)("refuses %s, which brings %s along, and names no field", async (workflow, name, message) => {
    const { gold, bronze, a, b } = world;
    const request = requestOf(workflow);
    if (workflow === "IMPORT_VM") await seedVm(db, { name, vdcId: gold, vcenter: a });
    else if (workflow === "IMPORT_VAPP") await seedVapp(db, { name, vdcId: gold });
    else if (workflow === "MOVE_VM") await seedVm(db, { name, vdcId: bronze, vcenter: b });
    else if (workflow === "MOVE_VAPP") await seedVapp(db, { name, vdcId: bronze });
    else await seedTemplate(db, { name, catalogId: objects.remote, vcenter: b, tpmProvisioning: null, vms: [] });
    const { refusals } = await submitWorkflow(providerAdministrator, db, request, null);
    expect(refusals).toEqual([{ code: "NAME_TAKEN", message, field: null }]);
  });

  test("is not its own: a vApp or a template may be moved to where it is", async () => {
    const { vappId, copyTemplateId: templateId, images: catalogId } = objects;
    const requests: WorkflowRequest[] = [
      { workflow: "MOVE_VAPP", method: "CLONE_AND_DELETE", vappId, vdcId: world.gold, tpmProvisioning: null },
      { workflow: "MOVE_VAPP_TEMPLATE", templateId, catalogId, tpmProvisioning: null },
    ];
    for (const request of requests) {
      expect((await submitWorkflow(providerAdministrator, db, request, null)).refusals).toEqual([]);
    }
  });

  test.each<WorkflowRequest["workflow"]>(["COPY_VAPP", "CAPTURE_VAPP"])(
    "of two %s at once that both were allowed, one gets it and the other says so",
    async (workflow) => {
      const taskIds = [await submit(db, requestOf(workflow)), await submit(db, requestOf(workflow))];
      const done = await Promise.all(taskIds.map((taskId) => runNow(db, taskId)));
      expect(done.map((task) => task.error?.code ?? task.status).sort()).toEqual(["NAME_TAKEN", "SUCCESS"]);
    },
  );
});
