import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { wideEstate } from "../support/wide-estate.ts";
import { idOf } from "../support/workflows.ts";

let gateway: TestGateway;
let vmId: string;
beforeAll(async () => {
  gateway = await startTestGateway({ estate: wideEstate(500) });
  vmId = await idOf(gateway, "vm", "travellerVm");
});

const PLACEMENTS = `query ($request: PlacementRequest!, $first: Int, $after: String, $filter: PlacementFilter) {
  placements(request: $request, first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor }
    nodes { vdc { name vcenter { name } } verdict { decision blockedBy tpm { offered } } }
  }
}`;

const place = async (variables: object) =>
  (await gateway.ask(PLACEMENTS, { request: { copyVm: { vmId } }, ...variables })).placements;

describe("placements", () => {
  test("every VDC by name, each with its own verdict", async () => {
    const { totalCount, nodes } = await place({ first: 4 });
    expect(totalCount).toBe(500);
    expect(nodes).toEqual([
      {
        vdc: { name: "vdc-000", vcenter: { name: "vc-0" } },
        verdict: { decision: "ALLOWED", blockedBy: [], tpm: { offered: ["COPY", "REPLACE"] } },
      },
      {
        vdc: { name: "vdc-001", vcenter: { name: "vc-1" } },
        verdict: { decision: "ALLOWED", blockedBy: [], tpm: { offered: ["COPY", "REPLACE"] } },
      },
      {
        vdc: { name: "vdc-002", vcenter: { name: "vc-2" } },
        verdict: {
          decision: "BLOCKED",
          blockedBy: ["KEY_PROVIDER_ON_TARGET", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"],
          tpm: { offered: ["COPY", "REPLACE"] },
        },
      },
      {
        vdc: { name: "vdc-003", vcenter: { name: "vc-3" } },
        verdict: { decision: "BLOCKED", blockedBy: ["VCENTER_SUPPORTS_GUEST"], tpm: { offered: ["COPY"] } },
      },
    ]);
  });

  test("say what the preflight into each VDC says", async () => {
    const { nodes } = await place({ first: 8 });
    for (const { vdc, verdict } of nodes) {
      const request = { copyVm: { vmId, name: "copy", vdcId: await idOf(gateway, "vdc", vdc.name) } };
      const { preflight } = await gateway.ask(
        "query ($request: WorkflowRequest!) { preflight(request: $request) { decision blockedBy tpm { offered } } }",
        { request },
      );
      expect(preflight).toEqual(verdict);
    }
  });

  test.each([
    { filter: { decision: { eq: "ALLOWED" } }, count: 250 },
    { filter: { decision: { ne: "ALLOWED" } }, count: 250 },
    { filter: { vcenter: { name: { eq: "vc-2" } } }, count: 125 },
    { filter: { vdc: { name: { startsWith: "vdc-00" } } }, count: 10 },
    { filter: { blockedBy: { eq: "VCENTER_SUPPORTS_GUEST" } }, count: 125 },
    { filter: { blockedBy: { in: ["VCENTER_SUPPORTS_GUEST", "KEY_PROVIDER_ON_TARGET"] } }, count: 250 },
    { filter: { blockedBy: { notIn: ["KEY_PROVIDER_ON_TARGET"] }, decision: { eq: "BLOCKED" } }, count: 125 },
    { filter: { vcenter: { name: { eq: "nowhere" } } }, count: 0 },
  ])("filtered by $filter", async ({ filter, count }) => {
    expect((await place({ filter })).totalCount).toBe(count);
  });

  test("page after page, each once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof place>> = await place({ first: 100, after });
      seen.push(...page.nodes.map((node: { vdc: { name: string } }) => node.vdc.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(Array.from({ length: 500 }, (_, index) => `vdc-${String(index).padStart(3, "0")}`));
  });

  test("500 VDCs take as many statements as 4", async () => {
    const count = async (filter: object) => {
      gateway.statements.length = 0;
      await gateway.ask(
        "query ($request: PlacementRequest!, $filter: PlacementFilter) { placements(request: $request, filter: $filter, first: 100) { totalCount nodes { vdc { name } verdict { decision } } } }",
        { request: { moveVm: { vmId } }, filter },
      );
      return gateway.statements.length;
    };
    expect(await count({})).toBe(await count({ vdc: { name: { in: ["vdc-000", "vdc-001", "vdc-002", "vdc-003"] } } }));
  });

  test("an option that is asked for counts", async () => {
    const { nodes } = await place({ first: 4, request: { moveVm: { vmId, tpmProvisioning: "REPLACE" } } });
    for (const { verdict } of nodes) expect(verdict.blockedBy).toContain("TPM_OPTION_OFFERED");
  });

  test.each([
    { request: { copyVm: { vmId: "nonsense" } }, code: "BAD_USER_INPUT" },
    { request: {}, code: "BAD_USER_INPUT" },
  ])("refuses $request", async ({ request, code }) => {
    const { errors } = await gateway.send(PLACEMENTS, { request });
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});
