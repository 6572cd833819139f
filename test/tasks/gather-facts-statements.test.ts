import { afterAll, expect, test } from "vitest";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { openDatabase } from "../../src/inventory/database/database.ts";
import { lockWorkflow } from "../../src/tasks/gather-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { WORKFLOWS } from "../../src/validation/vocabulary.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { requestEveryWorkflow, sizedEstate } from "../support/sized-estate.ts";

/** An estate in which what can be done to many VMs at once is done to `size`, and a count of statements. */
async function openSized(size: number) {
  const estate = await openEstateDatabase(sizedEstate(size));
  const requests = await requestEveryWorkflow(estate, size);
  const statements: string[] = [];
  const counted = openDatabase(estate.url, {
    maxConnections: 1,
    applicationName: "test",
    onStatement: (statement) => void statements.push(statement),
  });
  afterAll(() => counted.close());
  const count = async (request: WorkflowRequest) => {
    statements.length = 0;
    const { gathered } = await counted.db.transaction((transaction) =>
      lockWorkflow(providerAdministrator, transaction, request),
    );
    return { subjects: gathered.facts.subjects.length, statements: statements.length };
  };
  return { requests, count };
}

const small = await openSized(3);
const large = await openSized(300);
const requestOf = ({ requests }: typeof small, workflow: string) => {
  const request = requests.find((candidate) => candidate.workflow === workflow);
  if (!request) throw new Error(`no request of ${workflow}`);
  return request;
};

const OF_MANY = [
  "INSTANTIATE_VAPP_TEMPLATE",
  "CREATE_VAPP_FROM_OVF",
  "COPY_VAPP",
  "MOVE_VAPP",
  "IMPORT_VAPP",
  "CAPTURE_VAPP",
  "CREATE_VAPP_TEMPLATE_FROM_OVF",
  "COPY_VAPP_TEMPLATE",
  "MOVE_VAPP_TEMPLATE",
  "EXPORT_VAPP_TEMPLATE",
];

test.each(WORKFLOWS)("%s: as many statements among 300 VMs as among 3", async (workflow) => {
  const few = await small.count(requestOf(small, workflow));
  const many = await large.count(requestOf(large, workflow));
  const subjects = OF_MANY.includes(workflow) ? { few: 3, many: 300 } : { few: 1, many: 1 };
  expect({ few: few.subjects, many: many.subjects }).toEqual(subjects);
  expect(few.statements).toBeGreaterThan(0);
  expect(many.statements).toBe(few.statements);
});
