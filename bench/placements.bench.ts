import { bench, describe } from "vitest";
import { vdcs, vms } from "../schema/tables/index.ts";
import { providerAdministrator } from "../src/inventory/access/scope.ts";
import { openDatabase } from "../src/inventory/database/database.ts";
import { importEstate } from "../src/inventory/estate-file/import-estate.ts";
import { gatherFacts } from "../src/tasks/gather-workflow.ts";
import { listPlacements } from "../src/tasks/placements.ts";
import { preflight } from "../src/tasks/preflight.ts";
import type { WorkflowRequest } from "../src/tasks/workflow-bodies.ts";
import { decide } from "../src/validation/decide.ts";
import { createTestDatabase } from "../test/support/database.ts";
import { wideEstate } from "../test/support/wide-estate.ts";

const { db } = openDatabase(await createTestDatabase(), { maxConnections: 4, applicationName: "vtpm-gateway bench" });
await importEstate(providerAdministrator, db, wideEstate(500), { replace: false });
const [vm] = await db.select().from(vms).limit(1);
const [vdc] = await db.select().from(vdcs).limit(1);
if (!vm || !vdc) throw new Error("the estate of the bench has a VM and VDCs");

const into = (vdcId: string): WorkflowRequest => ({
  workflow: "COPY_VM",
  vmId: vm.id,
  name: "copy",
  vdcId,
  vappId: null,
  tpmProvisioning: null,
});
const { facts } = await gatherFacts(providerAdministrator, db, into(vdc.id));

/** What one decision costs beside gathering its facts, and 500 of them beside one. */
describe("a verdict", () => {
  bench("decide alone, on facts in memory", () => {
    decide(facts);
  });
  bench("preflight into one VDC: facts and decision", async () => {
    await preflight(providerAdministrator, db, into(vdc.id));
  });
  bench("placements over 500 VDCs: facts and 500 decisions", async () => {
    await listPlacements(providerAdministrator, db, into, {});
  });
});
