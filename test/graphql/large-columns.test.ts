import { beforeAll, describe, expect, test } from "vitest";
import { queueDrivenTask } from "../support/driven-task.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { openEventStream } from "../support/subscriptions.ts";

let gateway: TestGateway;
let taskId: string;

beforeAll(async () => {
  gateway = await startTestGateway({ worker: false });
  for (let count = 0; count < 3; count++) taskId = (await queueDrivenTask(gateway)).id;
});

/** The statements that name a column that may hold megabytes. */
const largeReads = () => gateway.statements.filter((statement) => /"(verdict|input)"/.test(statement));

describe("what may be large is not read unless it is asked for", () => {
  test.each([
    ["a list of tasks", "{ tasks(first: 20) { totalCount nodes { id status workflow owner { id } } } }"],
    [
      "a list of tasks that match",
      "{ tasks(filter: {workflow: {eq: COPY_VM}}) { nodes { error { code } events { status } } } }",
    ],
    ["one task", "query ($id: ID!) { task(id: $id) { status } }"],
    ["a task as a node", "query ($id: ID!) { node(id: $id) { id } }"],
    ["the audit log", "{ auditLog { nodes { id outcome task { status } object { id } } } }"],
  ])("%s", async (_what, query) => {
    gateway.statements.length = 0;
    await gateway.ask(query, { id: taskId });
    expect(gateway.statements).not.toEqual([]);
    expect(largeReads()).toEqual([]);
  });

  test.each([
    ["taskUpdated", "subscription ($id: ID!) { taskUpdated(id: $id) { progress } }"],
    ["tasksUpdated", "subscription { tasksUpdated(filter: {status: {in: [QUEUED, RUNNING]}}) { progress } }"],
  ])("a subscription to %s", async (field, query) => {
    const task = await queueDrivenTask(gateway);
    await task.start();
    gateway.statements.length = 0;
    const stream = await openEventStream(gateway, query, { id: task.id });
    await task.progress(40);
    await expect.poll(() => stream.events.at(-1)?.[1]?.data[field].progress).toBe(40);
    expect(gateway.statements.some((statement) => /^select .* from "tasks"/.test(statement))).toBe(true);
    expect(largeReads()).toEqual([]);
    stream.abort();
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(0);
  });
});

describe("what may be large is read in one statement for a page", () => {
  test.each([
    ["tasks", "{ tasks { nodes { id verdict { decision } } } }"],
    ["the audit log", "{ auditLog { nodes { id verdict { decision } } } }"],
  ])("%s", async (_what, query) => {
    gateway.statements.length = 0;
    const [{ nodes }] = Object.values(await gateway.ask(query)) as [{ nodes: { verdict: object }[] }];
    expect(nodes.length).toBeGreaterThanOrEqual(3);
    for (const { verdict } of nodes) expect(verdict).toEqual({ decision: "ALLOWED" });
    expect(gateway.statements).toHaveLength(2);
    expect(largeReads()).toHaveLength(1);
  });
});
