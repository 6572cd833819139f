import { afterAll, describe, expect, test } from "vitest";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { requestEveryWorkflow, sizedEstate } from "../support/sized-estate.ts";

const estate = await openEstateDatabase(sizedEstate(3));
const requests = await requestEveryWorkflow(estate, 3);
const vmId = await estate.idOf("Vm", "vm-0");
const elsewhere = await estate.idOf("Vdc", "silver");
const statements: string[] = [];
const { db, close } = openDatabase(estate.url, {
  maxConnections: 1,
  applicationName: "vtpm-gateway test",
  onStatement: (statement) => statements.push(statement),
});
afterAll(close);

const requestOf = (workflow: WorkflowRequest["workflow"]): WorkflowRequest => {
  const request = requests.find((one) => one.workflow === workflow);
  if (request?.workflow === "COPY_VM") return { ...request, vmId, vappId: null, vdcId: elsewhere };
  if (request?.workflow === "RECONFIGURE_VM") return { ...request, vmId, tpmPresent: null, hardwareVersion: 20 };
  if (!request) throw new Error(`there is no request of ${workflow}`);
  return request;
};

/** Between `begin` and `commit`, both left out. These numbers may only fall. */
describe("the statements of a workflow that is submitted and allowed", () => {
  test.each([
    ["COPY_VM", 17],
    ["MOVE_VAPP", 22],
    ["INSTANTIATE_VAPP_TEMPLATE", 21],
    ["RECONFIGURE_VM", 15],
  ] as const)("%s: %i", async (workflow, count) => {
    statements.length = 0;
    const { verdict, taskId } = await submitWorkflow(providerAdministrator, db, requestOf(workflow), null);
    expect({ decision: verdict.decision, queued: taskId !== null }).toEqual({ decision: "ALLOWED", queued: true });
    const [first, ...sent] = statements;
    expect([first, sent.pop()]).toEqual(["begin", "commit"]);
    expect(sent, sent.join("\n")).toHaveLength(count);
  });
});
