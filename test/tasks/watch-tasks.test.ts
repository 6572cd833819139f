import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { fromGlobalId } from "../../src/graphql/global-id.ts";
import type { Rows } from "../../src/inventory/access/entities.ts";
import { providerAdministrator, type Scope } from "../../src/inventory/access/scope.ts";
import { type TaskWatch, watchTask, watchTasks } from "../../src/tasks/watch-tasks.ts";
import { queueDrivenTask } from "../support/driven-task.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ worker: false });
});

const rowIdOf = (id: string) => fromGlobalId(id, "id").id;

async function take(watch: TaskWatch): Promise<string> {
  const { value, done } = await watch.next();
  return done ? "end" : `${(value as Rows["Task"]).status} ${(value as Rows["Task"]).progress}`;
}

/** When the feed has heard of all that was committed before. */
async function feedHasHeard(): Promise<void> {
  const last = await queueDrivenTask(gateway);
  const watch = await watchTasks(providerAdministrator, gateway, { status: { eq: "RUNNING" } });
  await last.start();
  await watch.next();
  await watch.return?.();
}

describe("a subscriber that is slow", () => {
  test("is given the newest state of its task", async () => {
    const task = await queueDrivenTask(gateway);
    const watch = watchTask(providerAdministrator, gateway, rowIdOf(task.id));
    expect(await take(watch)).toBe("QUEUED 0");
    await task.start();
    for (const percent of [10, 20, 30]) await task.progress(percent);
    await feedHasHeard();
    expect(await take(watch)).toBe("RUNNING 30");
    await task.fail("No.");
    expect(await take(watch)).toBe("ERROR 30");
    expect(await take(watch)).toBe("end");
    expect(gateway.taskFeed.listenerCount).toBe(0);
  });

  test("is given the newest state of each task", async () => {
    const [one, other] = [await queueDrivenTask(gateway), await queueDrivenTask(gateway)];
    const watch = await watchTasks(providerAdministrator, gateway, { status: { ne: "QUEUED" } });
    await one.start();
    await other.start();
    await feedHasHeard();
    const first = (await watch.next()).value as Rows["Task"];
    expect(first.id).toBe(rowIdOf(one.id));
    // Read already, in one statement with the first, and changed since.
    await other.progress(70);
    await feedHasHeard();
    const second = (await watch.next()).value as Rows["Task"];
    expect([second.id, second.progress]).not.toEqual([rowIdOf(other.id), 0]);
    await watch.return?.();
  });

  test("is let go when it is ten thousand tasks behind", async () => {
    const watch = await watchTasks(providerAdministrator, gateway, {});
    await gateway.db.execute(
      sql`select pg_notify('vtpm_task', gen_random_uuid()::text) from generate_series(1, 10001)`,
    );
    await feedHasHeard();
    await expect(watch.next()).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      message: expect.stringMatching(/^More than 10000 tasks have changed/),
    });
    expect(gateway.taskFeed.listenerCount).toBe(0);
  });
});

describe("a watch over tasks that stop matching", () => {
  const RUNNING = { status: { eq: "RUNNING" } };

  test.each([
    ["by their status", RUNNING],
    ["by a time", { not: { finishedAt: { gt: new Date(0) } }, status: { ne: "QUEUED" } }],
    ["by one of several", { or: [{ and: [RUNNING] }, { ownerId: { in: [] } }] }],
  ])("gives the state in which one stops, and nothing of it after: %s", async (_how, filter) => {
    const task = await queueDrivenTask(gateway);
    await task.start();
    await feedHasHeard();
    const watch = await watchTasks(providerAdministrator, gateway, filter);
    const states: string[] = [];
    const reading = (async () => {
      for await (const { id, status } of watch) if (id === rowIdOf(task.id)) states.push(status);
    })();
    await task.progress(50);
    await expect.poll(() => states).toEqual(["RUNNING"]);
    await task.fail("No.");
    await expect.poll(() => states).toEqual(["RUNNING", "ERROR"]);
    await gateway.db.execute(sql`select pg_notify('vtpm_task', ${rowIdOf(task.id)})`);
    await feedHasHeard();
    await watch.return?.();
    await reading;
    expect(states).toEqual(["RUNNING", "ERROR"]);
  });

  test("gives nothing of one that never matched", async () => {
    const task = await queueDrivenTask(gateway);
    const watch = await watchTasks(providerAdministrator, gateway, { ownerId: { in: [] }, ...RUNNING });
    const next = take(watch);
    await task.start();
    await task.fail("No.");
    await feedHasHeard();
    await watch.return?.();
    expect(await next).toBe("end");
  });

  test("is refused where more than ten thousand unfinished tasks match, and begins for a narrower filter", async () => {
    await queueDrivenTask(gateway);
    await gateway.db.execute(sql`
      insert into tasks (id, operation, input, verdict, requested_by)
      select gen_random_uuid(), 'COPY_VM', '{}', '{}', 'eve' from generate_series(1, 10001)`);
    const refused = watchTasks(providerAdministrator, gateway, { status: { eq: "QUEUED" } });
    await expect(refused).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      message: expect.stringMatching(/^More than 10000 unfinished tasks match/),
    });
    expect(gateway.taskFeed.listenerCount).toBe(0);
    for (const filter of [
      { status: { eq: "QUEUED" }, requestedBy: { ne: "eve" } },
      { workflow: { eq: "COPY_VM" } },
      {},
    ]) {
      await (await watchTasks(providerAdministrator, gateway, filter)).return?.();
    }
    await gateway.db.execute(sql`delete from tasks where requested_by = 'eve'`);
  });
});

describe("a watch", () => {
  test("ends at once when it is returned, though it waits", async () => {
    const task = await queueDrivenTask(gateway);
    for (const watch of [
      watchTask(providerAdministrator, gateway, rowIdOf(task.id)),
      await watchTasks(providerAdministrator, gateway, { ownerId: { in: [] } }),
    ]) {
      const next = take(watch).then((state) => (state === "QUEUED 0" ? take(watch) : state));
      await watch.return?.();
      expect(await next).toBe("end");
      expect(await take(watch)).toBe("end");
    }
    expect(gateway.taskFeed.listenerCount).toBe(0);
  });

  test("ends with a task that is kept no more", async () => {
    const task = await queueDrivenTask(gateway);
    const watch = watchTask(providerAdministrator, gateway, rowIdOf(task.id));
    expect(await take(watch)).toBe("QUEUED 0");
    await gateway.db.execute(sql`delete from tasks where id = ${rowIdOf(task.id)}`);
    await gateway.db.execute(sql`select pg_notify('vtpm_task', ${rowIdOf(task.id)})`);
    expect(await take(watch)).toBe("end");
  });

  test("shows nobody the tasks of others", async () => {
    const member: Scope = { kind: "organization-member", actor: "somebody", organizationId: crypto.randomUUID() };
    const task = await queueDrivenTask(gateway);
    expect(await take(watchTask(member, gateway, rowIdOf(task.id)))).toBe("end");
    const watch = await watchTasks(member, gateway, {});
    const next = take(watch);
    await task.start();
    await feedHasHeard();
    await watch.return?.();
    expect(await next).toBe("end");
  });
});
