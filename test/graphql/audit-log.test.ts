import { beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "../../schema/tables/index.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, mutate } from "../support/mutate.ts";
import { carryOut, idOf, submit } from "../support/workflows.ts";

let gateway: TestGateway;
let vmId: string;
let taskId: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  vmId = await idOf(gateway, "vm", "ericTpmVm");
  await submit(gateway, "copyVm", { vmId, vdcId: await idOf(gateway, "vdc", "gold-b"), name: "over-there" });
  const done = await carryOut(gateway, "copyVm", {
    vmId,
    vdcId: await idOf(gateway, "vdc", "gold-a"),
    name: "at-home",
  });
  taskId = done.id;
  await gateway.send('mutation { updateVCenter(input: {vcenterId: "nonsense", version: "8.0.3"}) { __typename } }');
});

const ENTRIES = `query ($first: Int, $after: String, $filter: AuditEntryFilter, $orderBy: [AuditEntryOrder!]) {
  auditLog(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id at actor mutation inputSha256 outcome objectId objectName invalidId
      reasons { code message field }
      object { __typename ... on Vm { name } }
      verdict { decision blockedBy }
      task { id status }
    }
  }
}`;

const entries = async (variables: object = {}) => (await gateway.ask(ENTRIES, variables)).auditLog;
const mutationsOf = async (filter: object) => {
  const { nodes, totalCount } = await entries({ filter });
  expect(totalCount).toBe(nodes.length);
  return nodes.map((node: { mutation: string; outcome: string }) => `${node.mutation} ${node.outcome}`);
};

describe("the audit log", () => {
  test("has each mutation with what was answered, the newest first", async () => {
    const { nodes } = await entries({ filter: { mutation: { eq: "copyVm" } } });
    expect(nodes).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        actor: "provider-administrator",
        mutation: "copyVm",
        inputSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        outcome: "ACCEPTED",
        objectId: vmId,
        objectName: "ericTpmVm",
        invalidId: null,
        reasons: [],
        object: { __typename: "Vm", name: "ericTpmVm" },
        verdict: { decision: "ALLOWED", blockedBy: [] },
        task: { id: taskId, status: "SUCCESS" },
      },
      expect.objectContaining({
        outcome: "REFUSED",
        objectName: "ericTpmVm",
        reasons: [
          {
            code: "VERDICT_BLOCKED",
            message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
            field: null,
          },
        ],
        verdict: { decision: "BLOCKED", blockedBy: ["KEY_PROVIDER_ON_TARGET", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"] },
        task: null,
      }),
    ]);
    expect(nodes[0].inputSha256).not.toBe(nodes[1].inputSha256);
    const times = (await entries()).nodes.map((node: { at: string }) => node.at);
    expect(times).toEqual([...times].sort().reverse());
  });

  test("gives an entry by its id, like any other object", async () => {
    const [{ id }] = (await entries({ first: 1 })).nodes;
    const { node } = await gateway.ask("query ($id: ID!) { node(id: $id) { __typename id } }", { id });
    expect(node).toEqual({ __typename: "AuditEntry", id });
  });

  test("is read by pages", async () => {
    const all = (await entries()).nodes;
    const first = await entries({ first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await entries({ after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual(all);
    const oldestFirst = await entries({ orderBy: [{ field: "AT", direction: "ASC" }] });
    expect(oldestFirst.nodes).toEqual([...all].reverse());
  });

  test("is filtered by who, what, how it was answered, and what it was about", async () => {
    expect(await mutationsOf({ mutation: { eq: "copyVm" }, outcome: { eq: "REFUSED" } })).toEqual(["copyVm REFUSED"]);
    expect(await mutationsOf({ actor: { eq: "nobody" } })).toEqual([]);
    expect(await mutationsOf({ objectId: { eq: vmId } })).toEqual(["copyVm ACCEPTED", "copyVm REFUSED"]);
    expect(await mutationsOf({ not: { objectId: { in: [] } }, mutation: { startsWith: "copy" } })).toHaveLength(2);
    expect(await mutationsOf({ or: [{ objectId: { in: [vmId] } }, { actor: { eq: "nobody" } }] })).toHaveLength(2);
    expect(await mutationsOf({ task: { status: { eq: "SUCCESS" } } })).toEqual(["copyVm ACCEPTED"]);
  });

  test("is filtered by time", async () => {
    const { nodes } = await entries({ filter: { mutation: { eq: "copyVm" } } });
    const [accepted, refused] = nodes;
    const between = async (at: object) => mutationsOf({ mutation: { eq: "copyVm" }, at });
    expect(await between({ gt: refused.at })).toEqual(["copyVm ACCEPTED"]);
    expect(await between({ gte: refused.at, lte: accepted.at })).toHaveLength(2);
    expect(await between({ lt: accepted.at })).toEqual(["copyVm REFUSED"]);
  });

  test("refuses an id that is none", async () => {
    const { errors } = await gateway.send(ENTRIES, { filter: { and: [{ objectId: { in: ["nonsense"] } }] } });
    expect(errors).toMatchObject([
      {
        message: 'filter.and[0].objectId.in[0]: found "nonsense", expected an id that this API gave.',
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });

  test("only grows", async () => {
    const appendOnly = { cause: expect.objectContaining({ message: "audit_log is append-only" }) };
    await expect(gateway.db.update(auditLog).set({ actor: "somebody else" })).rejects.toMatchObject(appendOnly);
    await expect(gateway.db.delete(auditLog)).rejects.toMatchObject(appendOnly);
    expect((await entries({ filter: { actor: { eq: "somebody else" } } })).totalCount).toBe(0);
  });
});

const newest = async () => (await entries({ first: 1 })).nodes[0];

describe("a request that is at fault is in the audit log, with the reason", () => {
  const NONE = "expected an id that this API gave.";

  test.each([
    ["a workflow with a malformed id", "copyVm", { vmId: "garbage", name: "x" }, ["vmId"], "garbage"],
    ["a change with a malformed id", "powerOnVm", { vmId: "garbage" }, ["vmId"], "garbage"],
    ["a malformed id in a list", "refreshVdcCapabilities", { vdcIds: ["garbage"] }, ["vdcIds", "0"], "garbage"],
    ["a cancellation with a malformed id", "cancelTask", { taskId: "" }, ["taskId"], ""],
    ["a long malformed id", "deleteVm", { vmId: "\u{1F600}".repeat(3_000) }, ["vmId"], `${"\u{1F600}".repeat(254)}…`],
  ])("%s", async (_what, mutation, input, field, invalidId) => {
    const { errors } = await mutate(gateway, mutation, "__typename", input);
    expect(errors).toMatchObject([{ message: expect.stringContaining(NONE), extensions: { code: "BAD_USER_INPUT" } }]);
    const { reasons, ...entry } = await newest();
    expect(entry).toMatchObject({
      actor: "provider-administrator",
      mutation,
      outcome: "REFUSED",
      inputSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      objectId: null,
      objectName: null,
      invalidId,
      verdict: null,
      task: null,
    });
    expect(reasons).toEqual([{ code: "BAD_USER_INPUT", message: expect.any(String), field }]);
    const [said, kept] = [errors[0].message, reasons[0].message];
    expect([...kept].length).toBeLessThanOrEqual(2_000);
    expect(said.startsWith(kept.replace(/…$/, ""))).toBe(true);
  });

  test("an id of another kind of object", async () => {
    const message = "input.vmId: found the id of a Vdc, expected that of a Vm.";
    const vdcId = await idOf(gateway, "vdc", "gold-a");
    const { errors } = await mutate(gateway, "captureVm", "__typename", { vmId: vdcId, catalogId: "", name: "x" });
    expect(errors).toMatchObject([{ message, extensions: { code: "NOT_FOUND" } }]);
    expect(await newest()).toMatchObject({
      mutation: "captureVm",
      objectId: null,
      invalidId: vdcId,
      reasons: [{ code: "NOT_FOUND", message, field: ["vmId"] }],
    });
  });

  test("an id of nothing", async () => {
    const nothing = Buffer.from("Vm:00000000-0000-7000-8000-000000000000").toString("base64url");
    const input = { vmId: nothing, vdcId: await idOf(gateway, "vdc", "gold-a"), name: "x" };
    for (const [mutation, given] of [
      ["copyVm", input],
      ["deleteVm", { vmId: nothing }],
    ] as const) {
      const before = (await entries()).totalCount;
      await mutate(gateway, mutation, "__typename", given);
      expect((await entries()).totalCount).toBe(before + 1);
      expect(await newest()).toMatchObject({
        mutation,
        objectId: nothing,
        objectName: null,
        object: null,
        invalidId: null,
        reasons: [
          { code: "NOT_FOUND", message: expect.stringContaining("there is no VM with this id"), field: ["vmId"] },
        ],
      });
    }
  });

  test("another fault of the input", async () => {
    await mutate(gateway, "copyVm", "__typename", { vmId, name: "x" });
    expect(await newest()).toMatchObject({ mutation: "copyVm", reasons: [{ code: "BAD_USER_INPUT", field: null }] });
    await mutate(gateway, "createVm", "__typename", {
      vdcId: await idOf(gateway, "vdc", "gold-a"),
      name: " ",
      guestId: "windows2022srvNext_64Guest",
      firmware: "EFI",
      hardwareVersion: 20,
      tpmPresent: false,
    });
    expect(await newest()).toMatchObject({
      mutation: "createVm",
      reasons: [{ code: "BAD_USER_INPUT", field: ["name"] }],
    });
  });
});

describe("a refusal by the domain is in the audit log, with the reason", () => {
  test("a name that is taken, and an idempotency key that is", async () => {
    const vdcId = await idOf(gateway, "vdc", "gold-a");
    await submit(gateway, "copyVm", { vmId, vdcId, name: "at-home" });
    expect((await newest()).reasons).toMatchObject([{ code: "NAME_TAKEN", field: ["name"] }]);
    await submit(gateway, "copyVm", { vmId, vdcId, name: "keyed", idempotencyKey: "k" });
    await submit(gateway, "copyVm", { vmId, vdcId, name: "keyed", idempotencyKey: "k" });
    expect(await newest()).toMatchObject({ outcome: "REPEATED", objectName: "ericTpmVm", reasons: [] });
    const { userErrors } = await submit(gateway, "copyVm", { vmId, vdcId, name: "other", idempotencyKey: "k" });
    expect((await newest()).reasons).toEqual(
      userErrors.map(({ code, message, field }: Json) => ({ code, message, field })),
    );
    expect((await newest()).reasons).toMatchObject([{ code: "IDEMPOTENCY_KEY_REUSED", field: ["idempotencyKey"] }]);
    const message = "idempotencyKey: found 0 characters, expected 1 to 255 characters.";
    await mutate(gateway, "copyVm", "__typename", { vmId, vdcId, name: "z", idempotencyKey: "" });
    expect((await newest()).reasons).toEqual([{ code: "BAD_USER_INPUT", message, field: ["idempotencyKey"] }]);
  });

  test("a task that is finished", async () => {
    await mutate(gateway, "cancelTask", "__typename", { taskId });
    expect(await newest()).toMatchObject({
      mutation: "cancelTask",
      objectId: taskId,
      objectName: null,
      reasons: [{ code: "TASK_ALREADY_FINISHED", field: ["taskId"] }],
    });
  });
});

describe("an entry keeps the name that its object had then", () => {
  test("when it is renamed", async () => {
    const renamed = await idOf(gateway, "vm", "at-home");
    const reconfigure = { vmId: renamed, name: "at-home-2", acknowledgeWarnings: [] };
    expect(await carryOut(gateway, "reconfigureVm", reconfigure)).toMatchObject({ status: "SUCCESS" });
    expect(await newest()).toMatchObject({ objectName: "at-home", object: { name: "at-home-2" } });
  });

  test("when it is deleted", async () => {
    const deleted = await idOf(gateway, "vm", "at-home-2");
    await change(gateway, "deleteVm", "deletedVmId", { vmId: deleted });
    expect(await newest()).toMatchObject({
      mutation: "deleteVm",
      outcome: "ACCEPTED",
      objectId: deleted,
      objectName: "at-home-2",
      object: null,
    });
  });

  test("when it is made, and when it cannot be", async () => {
    const input = { name: "vc-new", version: "8.0.3" };
    const { vcenter } = await change(gateway, "registerVCenter", "vcenter { id }", input);
    expect(await newest()).toMatchObject({ objectId: vcenter.id, objectName: "vc-new", reasons: [] });
    await mutate(gateway, "registerVCenter", "__typename", input);
    expect(await newest()).toMatchObject({ objectId: null, objectName: null, reasons: [{ code: "NAME_TAKEN" }] });
  });
});
