import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { killConnections, letConnectionsIn } from "../support/break-connections.ts";
import { queueDrivenTask } from "../support/driven-task.ts";
import { startTestGateway } from "../support/gateway.ts";
import { connect, subscribe } from "../support/subscriptions.ts";
import { idOf, submit } from "../support/workflows.ts";

const TASK_UPDATED =
  "subscription ($id: ID!) { taskUpdated(id: $id) { id status progress result { ... on Vm { name } } } }";
const TASKS_UPDATED = "subscription { tasksUpdated { id status progress } }";
const FEED = "vtpm-gateway task feed";

test("what happens while nothing is heard is told afterwards", async () => {
  const gateway = await startTestGateway({ worker: false });
  const client = connect(gateway);
  const [missed, untouched] = [await queueDrivenTask(gateway), await queueDrivenTask(gateway)];
  const one = subscribe(client, TASK_UPDATED, { id: missed.id });
  const other = subscribe(client, TASK_UPDATED, { id: untouched.id });
  const all = subscribe(client, TASKS_UPDATED);
  await expect.poll(() => [one.results.length, other.results.length]).toEqual([1, 1]);
  await missed.start();
  await expect.poll(() => [one.results.length, all.results.length]).toEqual([2, 1]);

  await letConnectionsIn(gateway.databaseUrl, false);
  expect(await killConnections(gateway.databaseUrl, FEED)).toBe(1);
  await expect.poll(() => gateway.log.some((line) => line.includes("hears of tasks is lost"))).toBe(true);
  await missed.progress(50);
  await missed.fail("While nobody heard.");
  const made = await queueDrivenTask(gateway);
  expect(one.results).toHaveLength(2);
  await letConnectionsIn(gateway.databaseUrl, true);

  const results = await one.ended;
  expect(results.at(-1)?.data.taskUpdated).toMatchObject({ status: "ERROR", progress: 50 });
  const states = () => all.results.map(({ data }) => data.tasksUpdated);
  await expect.poll(states).toEqual(
    expect.arrayContaining([
      { id: missed.id, status: "ERROR", progress: 50 },
      { id: made.id, status: "QUEUED", progress: 0 },
    ]),
  );
  // And it hears again, and said nothing twice.
  await made.start();
  await expect.poll(() => states().at(-1)).toEqual({ id: made.id, status: "RUNNING", progress: 0 });
  expect(other.results).toHaveLength(1);
  expect(states().filter(({ id }) => id === missed.id)).toHaveLength(2);
});

test("whatever connection drops while tasks are running, everybody sees each of them end", async () => {
  const watching = await startTestGateway({ worker: false });
  const working = await startTestGateway({ databaseUrl: watching.databaseUrl, taskSeconds: 0.5 });
  const client = connect(watching);
  const all = subscribe(client, TASKS_UPDATED);
  await expect.poll(() => watching.taskFeed.listenerCount).toBe(1);
  const [vmId, vdcId] = [await idOf(watching, "vm", "ericTpmVm"), await idOf(watching, "vdc", "gold-a")];
  const tasks = [];
  for (let count = 0; count < 6; count++) {
    const { task } = await submit(working, "copyVm", { vmId, vdcId, name: `copy-${count}` });
    tasks.push({ name: `copy-${count}`, ...subscribe(client, TASK_UPDATED, { id: task.id }), id: task.id });
  }
  for (let kills = 0; kills < 8; kills++) {
    await sleep(100);
    await killConnections(watching.databaseUrl);
  }
  for (const { ended, name } of tasks) {
    const results = await ended;
    expect(results.filter(({ errors }) => errors)).toEqual([]);
    expect(results.at(-1)?.data.taskUpdated).toMatchObject({ status: "SUCCESS", progress: 100, result: { name } });
  }
  const succeeded = () => all.results.filter(({ data }) => data.tasksUpdated.status === "SUCCESS");
  await expect
    .poll(() => new Set(succeeded().map(({ data }) => data.tasksUpdated.id)), { timeout: 10_000 })
    .toEqual(new Set(tasks.map(({ id }) => id)));
});
