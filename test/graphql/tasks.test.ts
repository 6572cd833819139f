import { beforeAll, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf } from "../support/workflows.ts";

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
    expect(await idsOf({ operation: { eq: "COPY_VM" }, status: { in: ["SUCCESS"] } })).toHaveLength(2);
  });
});
