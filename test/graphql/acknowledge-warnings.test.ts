import { assertInputObjectType } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { buildGatewaySchema } from "../../src/graphql/schema.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf, preflight, submit } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const vm = (name: string) => idOf(gateway, "vm", name);
const vdc = (name: string) => idOf(gateway, "vdc", name);

test("every workflow's input takes the warnings that its caller accepts", async () => {
  const schema = await buildGatewaySchema();
  const workflows = Object.values(assertInputObjectType(schema.getType("WorkflowRequest")).getFields());
  const types = workflows.map(({ type }) => assertInputObjectType(type).getFields().acknowledgeWarnings?.type);
  expect(new Set(types.map(String))).toEqual(new Set(["[WarningCode!]"]));
});

describe("a move that loses snapshots", () => {
  test("is carried out only when that is acknowledged, and then they are gone", async () => {
    const move = { vmId: await vm("snapshotVm"), vdcId: await vdc("silver-a") };
    expect(await preflight(gateway, { moveVm: move })).toMatchObject({
      decision: "ALLOWED",
      warningsToAcknowledge: ["SNAPSHOT_LOSS"],
    });
    const refused = await submit(gateway, "moveVm", move);
    expect(refused).toMatchObject({ task: null, userErrors: [{ code: "WARNING_NOT_ACKNOWLEDGED" }] });
    const acknowledged = { ...move, acknowledgeWarnings: ["SNAPSHOT_LOSS"] };
    expect((await preflight(gateway, { moveVm: acknowledged })).warningsToAcknowledge).toEqual([]);
    expect(await carryOut(gateway, "moveVm", acknowledged)).toMatchObject({ status: "SUCCESS" });
    const moved = await gateway.ask('{ vm(by: {name: "snapshotVm"}) { snapshotCount vdc { name } } }');
    expect(moved.vm).toEqual({ snapshotCount: 0, vdc: { name: "silver-a" } });
  });
});

describe("a vApp that runs on storage of its own", () => {
  test("is moved by VCD's moveVApp, and not by clone and delete, wherever it is asked", async () => {
    const vappId = await idOf(gateway, "vapp", "billing");
    const move = { vappId, vdcId: await vdc("gold-c") };
    expect(await preflight(gateway, { moveVapp: move })).toMatchObject({
      decision: "BLOCKED",
      blockedBy: ["SHARED_STORAGE_OR_FAST_CROSS_VCENTER", "POWERED_OFF_TO_MOVE_VAPP"],
    });
    expect(await decisionOfPlacement({ vappId })).toBe("BLOCKED");
    expect(await decisionOfPlacement({ vappId, method: "MOVE_VAPP_API" })).toBe("ALLOWED");
    const byApi = { ...move, method: "MOVE_VAPP_API" };
    expect(await preflight(gateway, { moveVapp: byApi })).toMatchObject({ decision: "ALLOWED" });
    expect(await carryOut(gateway, "moveVapp", byApi)).toMatchObject({ status: "SUCCESS" });
    const { vapp } = await gateway.ask(
      "query ($id: ID!) { vapp(by: {id: $id}) { vdc { name } vms { nodes { name powerState } } } }",
      { id: vappId },
    );
    expect(vapp.vdc).toEqual({ name: "gold-c" });
    expect(vapp.vms.nodes).toMatchObject([{ powerState: "POWERED_ON" }, { powerState: "POWERED_ON" }]);
  });
});

async function decisionOfPlacement(moveVapp: object): Promise<string> {
  const { placements } = await gateway.ask(
    `query ($request: PlacementRequest!) { placements(request: $request, filter: {vdc: {name: {eq: "gold-c"}}}) {
      nodes { verdict { decision } } } }`,
    { request: { moveVapp } },
  );
  return placements.nodes[0].verdict.decision;
}
