import { beforeAll, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf, submit } from "../support/workflows.ts";

let gateway: TestGateway;
let vmId: string;
let first: Json;
let second: Json;

beforeAll(async () => {
  gateway = await startTestGateway();
  vmId = await idOf(gateway, "vm", "ericTpmVm");
  const vdcId = await idOf(gateway, "vdc", "gold-a");
  first = await carryOut(gateway, "copyVm", { vmId, vdcId, name: "first" });
  second = await carryOut(gateway, "copyVm", { vmId, vdcId, name: "second" });
});

const TASKS = "query ($filter: TaskFilter) { tasks(filter: $filter) { nodes { id } totalCount } }";
const idsOf = async (filter: object) =>
  (await gateway.ask(TASKS, { filter })).tasks.nodes.map((node: { id: string }) => node.id);

describe("tasks", () => {
  test("are listed, the newest first", async () => {
    expect(await idsOf({})).toEqual([second.id, first.id]);
  });

  test("are filtered by when they were queued, started and finished", async () => {
    expect(await idsOf({ createdAt: { gt: first.createdAt } })).toEqual([second.id]);
    expect(await idsOf({ createdAt: { lte: first.createdAt } })).toEqual([first.id]);
    expect(await idsOf({ startedAt: { gte: second.startedAt } })).toEqual([second.id]);
    expect(await idsOf({ finishedAt: { lt: second.finishedAt } })).toEqual([first.id]);
    expect(await idsOf({ finishedAt: { lt: first.createdAt } })).toEqual([]);
  });

  test("are filtered by what they are about, and who asked", async () => {
    expect(await idsOf({ ownerId: { eq: vmId } })).toEqual([second.id, first.id]);
    expect(await idsOf({ ownerId: { eq: await idOf(gateway, "vdc", "gold-a") } })).toEqual([]);
    expect(await idsOf({ requestedBy: { ne: "provider-administrator" } })).toEqual([]);
    expect(await idsOf({ workflow: { eq: "COPY_VM" }, status: { in: ["SUCCESS"] } })).toHaveLength(2);
    expect(await idsOf({ workflow: { ne: "COPY_VM" } })).toEqual([]);
  });

  test("have their workflow under its old name too", async () => {
    const { tasks } = await gateway.ask(
      "{ tasks(filter: {operation: {eq: COPY_VM}, not: {workflow: {eq: MOVE_VM}}}) { nodes { operation workflow } } }",
    );
    expect(tasks.nodes).toEqual(Array(2).fill({ operation: "COPY_VM", workflow: "COPY_VM" }));
  });
});

describe("a task", () => {
  test("of an export has the OVF, others have none", async () => {
    const templateId = await idOf(gateway, "vappTemplate", "win22-replace");
    const { id } = await carryOut(gateway, "exportVappTemplate", { templateId });
    const { task } = await gateway.ask("query ($id: ID!) { task(id: $id) { export { fileName ovf } } }", { id });
    expect(task.export).toEqual({
      fileName: "win22-replace.ovf",
      ovf: expect.stringMatching(/^<\?xml [\s\S]*vmware\.vtpm/),
    });
    expect(await gateway.ask("query ($id: ID!) { task(id: $id) { export { ovf } } }", { id: first.id })).toEqual({
      task: { export: null },
    });
  });
});

describe("cancelTask", () => {
  const CANCEL = `mutation ($taskId: ID!) { cancelTask(input: {taskId: $taskId}) {
    task { id status finishedAt } userErrors { __typename code message field } } }`;

  test("ends a task that nobody has carried out", async () => {
    const idle = await startTestGateway({ worker: false });
    const [copied, into] = [await idOf(idle, "vm", "ericTpmVm"), await idOf(idle, "vdc", "gold-a")];
    const { task } = await submit(idle, "copyVm", { vmId: copied, vdcId: into, name: "never" });
    const { cancelTask } = await idle.ask(CANCEL, { taskId: task.id });
    expect(cancelTask).toEqual({
      task: { id: task.id, status: "CANCELED", finishedAt: expect.any(String) },
      userErrors: [],
    });
  });

  test("leaves one that has ended as it is, and says so", async () => {
    const { cancelTask } = await gateway.ask(CANCEL, { taskId: first.id });
    expect(cancelTask).toEqual({
      task: { id: first.id, status: "SUCCESS", finishedAt: first.finishedAt },
      userErrors: [
        {
          __typename: "TaskUserError",
          code: "TASK_ALREADY_FINISHED",
          message: "The task is finished already: it ended with SUCCESS.",
          field: ["taskId"],
        },
      ],
    });
  });

  test.each([
    ["a VM's", () => vmId],
    ["nobody's", () => Buffer.from(`Task:${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}`).toString("base64url")],
  ])("refuses %s id", async (_whose, taskId) => {
    const { errors } = await gateway.send(CANCEL, { taskId: taskId() });
    expect(errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  });
});
