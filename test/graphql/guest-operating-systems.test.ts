import { beforeAll, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const QUERY = `query ($filter: GuestOperatingSystemFilter) {
  guestOperatingSystems(filter: $filter) { guestId fullName family supportsTpm sinceVCenter } }`;

async function list(filter?: object): Promise<Json[]> {
  return (await gateway.ask(QUERY, { filter })).guestOperatingSystems;
}

describe("guestOperatingSystems", () => {
  test("lists every guestId once, by guestId", async () => {
    const guestIds = (await list()).map(({ guestId }) => guestId);
    expect(guestIds).toEqual([...new Set(guestIds)].sort());
    expect(guestIds.length).toBeGreaterThan(150);
  });

  test.each([
    ["windows11_64Guest", "WINDOWS", true, "8.0.0"],
    ["windows2019srv_64Guest", "WINDOWS", true, null],
    ["winVistaGuest", "WINDOWS", false, null],
    ["windowsHyperVGuest", "WINDOWS", null, null],
    ["rhel9_64Guest", "LINUX", true, "7.0.1"],
    ["freebsd13_64Guest", "OTHER", false, "7.0.1"],
  ])("knows %s", async (guestId, family, supportsTpm, sinceVCenter) => {
    expect(await list({ guestId: { eq: guestId } })).toMatchObject([{ guestId, family, supportsTpm, sinceVCenter }]);
  });

  test.each([
    [{ fullName: { contains: "Windows Server 2019" } }, ["windows2019srv_64Guest"]],
    [{ guestId: { startsWith: "windows11" }, supportsTpm: { eq: false } }, []],
    [{ guestId: { in: ["rhel9_64Guest", "winVistaGuest"] }, family: { ne: "LINUX" } }, ["winVistaGuest"]],
    [{ guestId: { contains: "HyperV" }, supportsTpm: { ne: true } }, []],
  ])("filters by %j", async (filter, guestIds) => {
    expect((await list(filter)).map(({ guestId }) => guestId)).toEqual(guestIds);
  });

  test("refuses null, which would say nothing", async () => {
    const { errors } = await gateway.send(QUERY, { filter: { guestId: { eq: null } } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors?.[0]?.message).toMatch(/^filter\.guestId\.eq: found null/);
  });
});
