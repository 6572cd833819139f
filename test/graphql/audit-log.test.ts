import { beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "../../schema/tables/index.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
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
      id at actor mutation inputSha256 outcome objectId
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
        object: { __typename: "Vm", name: "ericTpmVm" },
        verdict: { decision: "ALLOWED", blockedBy: [] },
        task: { id: taskId, status: "SUCCESS" },
      },
      expect.objectContaining({
        outcome: "REFUSED",
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
