import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { fromGlobalId } from "../../src/graphql/global-id.ts";
import { queueDrivenTask } from "../support/driven-task.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { connect, openEventStream, subscribe } from "../support/subscriptions.ts";
import { carryOut, idOf, submit } from "../support/workflows.ts";

const TASK_UPDATED = `subscription ($id: ID!) { taskUpdated(id: $id) {
  id status progress error { message } owner { ... on Vm { name } } result { ... on Vm { name } } events { status } } }`;
const TASKS_UPDATED = "subscription ($filter: TaskFilter) { tasksUpdated(filter: $filter) { id status progress } }";

const statesOf = (results: Json[], field = "taskUpdated") =>
  results.map(({ data }) => `${data[field].status} ${data[field].progress}`);

/** Without a worker: its tasks are driven by the tests, or carried out by another gateway. */
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ worker: false });
});

const nobodyListens = () => expect.poll(() => gateway.taskFeed.listenerCount).toBe(0);

describe("taskUpdated", () => {
  test("sends the state at once, then each change, and ends after the final one", async () => {
    const task = await queueDrivenTask(gateway);
    const { results, ended } = subscribe(connect(gateway), TASK_UPDATED, { id: task.id });
    const seen = async (state: string) => expect.poll(() => statesOf(results).at(-1)).toBe(state);
    await seen("QUEUED 0");
    await task.start();
    await seen("RUNNING 0");
    await task.progress(40);
    await seen("RUNNING 40");
    await task.progress(80);
    await seen("RUNNING 80");
    await task.fail("The vCenter does not answer.");
    await ended;
    expect(statesOf(results)).toEqual(["QUEUED 0", "RUNNING 0", "RUNNING 40", "RUNNING 80", "ERROR 80"]);
    expect(results.at(-1)?.data.taskUpdated).toMatchObject({
      id: task.id,
      error: { message: "The vCenter does not answer." },
      events: ["QUEUED", "RUNNING", "RUNNING", "RUNNING", "ERROR"].map((status) => ({ status })),
    });
    await nobodyListens();
  });

  test("sends the same over an event stream", async () => {
    const task = await queueDrivenTask(gateway);
    const stream = await openEventStream(gateway, TASK_UPDATED, { id: task.id });
    const states = () => statesOf(stream.events.filter(([event]) => event === "next").map(([, data]) => data));
    await expect.poll(states).toEqual(["QUEUED 0"]);
    await task.start();
    await expect.poll(states).toEqual(["QUEUED 0", "RUNNING 0"]);
    await task.fail("No.");
    await stream.ended;
    expect(states()).toEqual(["QUEUED 0", "RUNNING 0", "ERROR 0"]);
    expect(stream.events.at(-1)).toEqual(["complete", null]);
    await nobodyListens();
  });

  test("reads anew what is around the task", async () => {
    const task = await queueDrivenTask(gateway);
    const { results } = subscribe(connect(gateway), TASK_UPDATED, { id: task.id });
    const owner = () => results.at(-1)?.data.taskUpdated.owner.name;
    await expect.poll(owner).toBe("ericTpmVm");
    await gateway.db.execute(sql`update vms set name = 'renamed' where name = 'ericTpmVm'`);
    await task.start();
    await expect.poll(owner).toBe("renamed");
    await gateway.db.execute(sql`update vms set name = 'ericTpmVm' where name = 'renamed'`);
  });

  test("tells one that comes late the final state, and ends", async () => {
    const task = await queueDrivenTask(gateway);
    await task.start();
    await task.fail("Too late.");
    expect(statesOf(await subscribe(connect(gateway), TASK_UPDATED, { id: task.id }).ended)).toEqual(["ERROR 0"]);
    const stream = await openEventStream(gateway, TASK_UPDATED, { id: task.id });
    await stream.ended;
    expect(stream.events.map(([event]) => event)).toEqual(["next", "complete"]);
    await nobodyListens();
  });

  test.each([
    ["of no task", "NOT_FOUND", async () => toId(`Task:${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}`)],
    ["of a VM", "NOT_FOUND", () => idOf(gateway, "vm", "ericTpmVm")],
    ["that is none", "BAD_USER_INPUT", async () => "nonsense"],
  ])("refuses an id %s", async (_what, code, idOfTest) => {
    const id = await idOfTest();
    const [result] = await subscribe(connect(gateway), TASK_UPDATED, { id }).ended;
    expect(result.errors).toMatchObject([{ message: expect.stringMatching(/^id: /), extensions: { code } }]);
    expect(result.data ?? null).toBeNull();
    expect(gateway.taskFeed.listenerCount).toBe(0);
  });

  const toId = (text: string) => Buffer.from(text).toString("base64url");
});

describe("tasksUpdated", () => {
  test("sends each task that matches, when it has changed, and no other", async () => {
    const before = await queueDrivenTask(gateway);
    const running = subscribe(connect(gateway), TASKS_UPDATED, { filter: { status: { eq: "RUNNING" } } });
    const all = subscribe(connect(gateway), TASKS_UPDATED, { filter: { workflow: { eq: "COPY_VM" } } });
    const none = subscribe(connect(gateway), TASKS_UPDATED, { filter: { ownerId: { eq: before.id } } });
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(3);
    const task = await queueDrivenTask(gateway);
    const seen = async (state: string) => expect.poll(() => statesOf(all.results, "tasksUpdated").at(-1)).toBe(state);
    await seen("QUEUED 0");
    await task.start();
    await seen("RUNNING 0");
    await task.progress(50);
    await seen("RUNNING 50");
    await task.fail("No.");
    await seen("ERROR 50");
    // That the first was queued may be told after somebody subscribed.
    const told = all.results.filter(({ data }) => data.tasksUpdated.id !== before.id);
    expect(told.map(({ data }) => data.tasksUpdated.id)).toEqual(Array(4).fill(task.id));
    expect(statesOf(running.results, "tasksUpdated")).toEqual(["RUNNING 0", "RUNNING 50", "ERROR 50"]);
    expect(none.results).toEqual([]);
    for (const subscription of [running, all, none]) subscription.stop();
    await nobodyListens();
  });

  test("tells how each task ended that had matched, though it matches no more", async () => {
    const [queued, running, finished] = [
      await queueDrivenTask(gateway),
      await queueDrivenTask(gateway),
      await queueDrivenTask(gateway),
    ];
    await running.start();
    await finished.start();
    await finished.fail("Before.");
    const stream = await openEventStream(gateway, TASKS_UPDATED, { filter: { status: { in: ["QUEUED", "RUNNING"] } } });
    const seen = () => stream.events.map(([, { data }]) => `${data.tasksUpdated.id} ${data.tasksUpdated.status}`);
    const later = await queueDrivenTask(gateway);
    await expect.poll(() => seen()).toEqual([`${later.id} QUEUED`]);
    // Nothing that changed: the task was finished before anybody subscribed.
    await gateway.db.execute(sql`select pg_notify('vtpm_task', ${fromGlobalId(finished.id, "id").id})`);
    await running.fail("No.");
    await expect.poll(() => seen().slice(1)).toEqual([`${running.id} ERROR`]);
    await queued.start();
    await later.start();
    await later.fail("No.");
    await queued.fail("No.");
    await expect.poll(() => seen()).toEqual(expect.arrayContaining([`${queued.id} ERROR`, `${later.id} ERROR`]));
    expect(seen().filter((state) => state.endsWith("ERROR"))).toHaveLength(3);
  });

  test("reads all tasks that have changed together in one statement", async () => {
    const tasks = [];
    for (let count = 0; count < 20; count++) tasks.push(await queueDrivenTask(gateway));
    const { results } = subscribe(connect(gateway), TASKS_UPDATED);
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(1);
    gateway.statements.length = 0;
    // Twenty notifications of one transaction arrive at once.
    await gateway.db.execute(sql`
      with canceled as (update tasks set status = 'CANCELED', finished_at = now() where status = 'QUEUED' returning id)
      select pg_notify('vtpm_task', id::text) from canceled`);
    await expect.poll(() => results.length).toBeGreaterThanOrEqual(20);
    const reads = gateway.statements.filter((statement) => /^select .* from "tasks"/.test(statement));
    expect(reads.length).toBeLessThanOrEqual(2);
    const ids = results.map(({ data }) => data.tasksUpdated.id);
    expect(ids).toEqual(expect.arrayContaining(tasks.map(({ id }) => id)));
  });

  test("refuses a filter with null in it", async () => {
    const filter = { status: { eq: null } };
    const [result] = await subscribe(connect(gateway), TASKS_UPDATED, { filter }).ended;
    expect(result.errors).toMatchObject([
      { message: expect.stringMatching(/^filter\.status\.eq: found null/), extensions: { code: "BAD_USER_INPUT" } },
    ]);
    await nobodyListens();
  });
});

describe("a client that goes", () => {
  test("leaves nothing behind, however it goes", async () => {
    const task = await queueDrivenTask(gateway);
    const [unsubscribing, closing] = [connect(gateway), connect(gateway)];
    const stopped = subscribe(unsubscribing, TASK_UPDATED, { id: task.id });
    subscribe(unsubscribing, TASKS_UPDATED);
    subscribe(closing, TASK_UPDATED, { id: task.id });
    const terminating = connect(gateway);
    subscribe(terminating, TASKS_UPDATED);
    const stream = await openEventStream(gateway, TASK_UPDATED, { id: task.id });
    const listeners = async (count: number) => expect.poll(() => gateway.taskFeed.listenerCount).toBe(count);
    await listeners(5);
    stopped.stop();
    await listeners(4);
    await closing.dispose();
    await listeners(3);
    terminating.terminate();
    await listeners(2);
    stream.abort();
    await listeners(1);
    await unsubscribing.dispose();
    await listeners(0);
  });
});

describe("two gateways on one database", () => {
  test("tell of each other's tasks: one runs them, at the other somebody waits", async () => {
    const other = await startTestGateway({ worker: false });
    const [vmId, vdcId] = [await idOf(other, "vm", "ericTpmVm"), await idOf(other, "vdc", "gold-a")];
    const { task } = await submit(other, "copyVm", { vmId, vdcId, name: "carried-out-elsewhere" });
    const one = subscribe(connect(other), TASK_UPDATED, { id: task.id });
    const stream = await openEventStream(other, TASK_UPDATED, { id: task.id });
    const all = subscribe(connect(other), TASKS_UPDATED);
    await expect.poll(() => other.taskFeed.listenerCount).toBe(3);
    const working = await startTestGateway({ databaseUrl: other.databaseUrl, taskSeconds: 0.3 });
    const results = await one.ended;
    expect(results.at(-1)?.data.taskUpdated).toMatchObject({
      status: "SUCCESS",
      progress: 100,
      result: { name: "carried-out-elsewhere" },
    });
    const progress = results.map(({ data }) => data.taskUpdated.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(3);
    await stream.ended;
    expect(stream.events.at(-2)?.[1].data.taskUpdated.status).toBe("SUCCESS");
    await expect.poll(() => statesOf(all.results, "tasksUpdated").at(-1)).toBe("SUCCESS 100");
    // And the other way round.
    const back = subscribe(connect(working), TASKS_UPDATED);
    await expect.poll(() => working.taskFeed.listenerCount).toBe(1);
    const { id } = await carryOut(other, "copyVm", { vmId, vdcId, name: "again" });
    await expect.poll(() => back.results.at(-1)?.data.tasksUpdated).toEqual({ id, status: "SUCCESS", progress: 100 });
  });
});

describe("a gateway that stops", () => {
  test("lets its subscribers go, who find the rest elsewhere", async () => {
    const stopping = await startTestGateway({ worker: false });
    const task = await queueDrivenTask(stopping);
    const client = connect(stopping);
    const { results, ended } = subscribe(client, TASK_UPDATED, { id: task.id });
    const stream = await openEventStream(stopping, TASK_UPDATED, { id: task.id });
    await expect.poll(() => [results.length, stream.events.length]).toEqual([1, 1]);
    await stopping.closeServer();
    await expect(ended).rejects.toMatchObject({ code: 1001 });
    await stream.ended;
    expect(stream.events.map(([event]) => event)).toEqual(["next"]);
    expect(stopping.taskFeed.listenerCount).toBe(0);
    await task.start();
    await task.fail("Later.");
    const elsewhere = await startTestGateway({ databaseUrl: stopping.databaseUrl, worker: false });
    expect(statesOf(await subscribe(connect(elsewhere), TASK_UPDATED, { id: task.id }).ended)).toEqual(["ERROR 0"]);
  });
});
