import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { smallEstate } from "../support/small-estate.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ estate: smallEstate(120), worker: false });
});

const name = (index: number) => `vm-${String(index).padStart(3, "0")}`;
const names = (connection: { nodes: { name: string }[] }) => connection.nodes.map((node) => node.name);

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [VmOrder!]) {
  vms(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { name } edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

describe("a connection", () => {
  test("gives 20 unless asked for another number", async () => {
    expect(names((await gateway.ask(PAGE)).vms)).toEqual(Array.from({ length: 20 }, (_, index) => name(index)));
  });

  test.each([
    { by: "NAME", direction: "ASC" },
    { by: "NAME", direction: "DESC" },
    { by: "CREATED_AT", direction: "DESC" },
  ])("forward by $by $direction, every page together is everything once", async ({ by, direction }) => {
    const orderBy = [{ field: by, direction }];
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { vms } = await gateway.ask(PAGE, { first: 50, after, orderBy });
      seen.push(...names(vms));
      after = vms.pageInfo.hasNextPage ? vms.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    if (by === "NAME") expect(seen).toEqual(direction === "ASC" ? [...seen].sort() : [...seen].sort().reverse());
  });

  test("two orders in different directions page without loss too", async () => {
    const orderBy = [
      { field: "CREATED_AT", direction: "DESC" },
      { field: "NAME", direction: "ASC" },
    ];
    const first = (await gateway.ask(PAGE, { first: 70, orderBy })).vms;
    const rest = (await gateway.ask(PAGE, { first: 100, after: first.pageInfo.endCursor, orderBy })).vms;
    expect(new Set([...names(first), ...names(rest)]).size).toBe(120);
  });

  test("backward, the last page comes in the list's own order", async () => {
    const { vms } = await gateway.ask(PAGE, { last: 3 });
    expect(names(vms)).toEqual([name(117), name(118), name(119)]);
    expect(vms.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    const before = (await gateway.ask(PAGE, { last: 3, before: vms.pageInfo.startCursor })).vms;
    expect(names(before)).toEqual([name(114), name(115), name(116)]);
  });

  test("what is inserted before a cursor moves nothing behind it", async () => {
    const own = await startTestGateway({ estate: smallEstate(6), worker: false });
    const first = (await own.ask(PAGE, { first: 3 })).vms;
    await own.db.execute(
      "insert into vms (id, vdc_id, vcenter_id, name) select gen_random_uuid(), vdc_id, vcenter_id, 'vm-0005' from vms limit 1",
    );
    const second = (await own.ask(PAGE, { first: 3, after: first.pageInfo.endCursor })).vms;
    expect(names(second)).toEqual([name(3), name(4), name(5)]);
  });

  test("nested ones page each parent's list by itself", async () => {
    const { vdcs } = await gateway.ask(
      "{ vdcs { nodes { name vms(first: 2) { nodes { name } pageInfo { hasNextPage } totalCount } } } }",
    );
    expect(vdcs.nodes).toEqual([
      {
        name: "gold",
        vms: { nodes: [{ name: name(0) }, { name: name(2) }], pageInfo: { hasNextPage: true }, totalCount: 60 },
      },
      {
        name: "silver",
        vms: { nodes: [{ name: name(1) }, { name: name(3) }], pageInfo: { hasNextPage: true }, totalCount: 60 },
      },
    ]);
  });

  test("counts only when asked to", async () => {
    gateway.statements.length = 0;
    await gateway.ask("{ vms(first: 1) { nodes { name } } }");
    expect(gateway.statements.filter((statement) => statement.includes("count("))).toEqual([]);
    expect((await gateway.ask("{ vms(first: 1) { totalCount } }")).vms.totalCount).toBe(120);
  });

  test.each([
    { wrong: { first: 0 }, message: "first: found 0, expected 1 to 100." },
    { wrong: { first: 101 }, message: "first: found 101, expected 1 to 100." },
    { wrong: { last: -1 }, message: "last: found -1, expected 1 to 100." },
    { wrong: { first: 1, last: 1 }, message: "first, last: found both, expected one of them." },
    { wrong: { after: "nonsense" }, message: 'after: found "nonsense", expected a cursor that a page gave.' },
    { wrong: { before: "" }, message: 'before: found "", expected a cursor that a page gave.' },
  ])("refuses $wrong", async ({ wrong, message }) => {
    const { errors, data } = await gateway.send(PAGE, wrong);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
  });

  test("refuses the cursor of another order", async () => {
    const { vms } = await gateway.ask(PAGE, { first: 1 });
    const { errors } = await gateway.send(PAGE, {
      after: vms.pageInfo.endCursor,
      orderBy: [{ field: "NAME", direction: "DESC" }],
    });
    expect(errors?.[0]?.message).toBe(
      "after: found a cursor of a list ordered by NAME ASC, expected one of this list, ordered by NAME DESC.",
    );
  });
});

const FILTERED = "query ($filter: VmFilter) { vms(first: 100, filter: $filter) { nodes { name } totalCount } }";

describe("a filter", () => {
  test.each([
    { filter: { name: { eq: "vm-007" } }, count: 1 },
    { filter: { name: { startsWith: "vm-00" } }, count: 10 },
    { filter: { name: { contains: "-11" } }, count: 10 },
    { filter: { name: { contains: "%" } }, count: 0 },
    { filter: { name: { in: ["vm-001", "vm-002", "vm-x"] } }, count: 2 },
    { filter: { name: { in: [] } }, count: 0 },
    { filter: { name: { startsWith: "vm-00", ne: "vm-000" } }, count: 9 },
    { filter: { or: [{ name: { eq: "vm-001" } }, { name: { eq: "vm-002" } }] }, count: 2 },
    { filter: { or: [] }, count: 0 },
    { filter: { not: { name: { startsWith: "vm-0" } } }, count: 20 },
    { filter: { not: { vapp: { name: { eq: "web" } } } }, count: 100 },
    { filter: { vdc: { vcenter: { name: { eq: "east" } } } }, count: 60 },
    { filter: { vapp: { name: { eq: "web" } } }, count: 20 },
    { filter: { vcenter: { name: { eq: "west" } }, name: { startsWith: "vm-00" } }, count: 5 },
    { filter: {}, count: 120 },
  ])("$filter", async ({ filter, count }) => {
    expect((await gateway.ask(FILTERED, { filter })).vms.totalCount).toBe(count);
  });

  test("is as large as a dashboard needs, and no larger", async () => {
    const values = Array.from({ length: 1001 }, (_, index) => name(index));
    expect((await gateway.ask(FILTERED, { filter: { name: { in: values.slice(0, 1000) } } })).vms.totalCount).toBe(120);
    const long = await gateway.send(FILTERED, { filter: { name: { in: values } } });
    expect(long.errors).toMatchObject([
      {
        message: "filter.name.in: found 1001 values, expected 1000 at the most.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    const nested = (depth: number): object => (depth === 0 ? {} : { not: nested(depth - 1) });
    const deep = await gateway.send(FILTERED, { filter: nested(2500) });
    expect(deep.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("with null in it is refused, and does not widen the list to everything", async () => {
    const { errors } = await gateway.send(FILTERED, { filter: { name: { eq: null } } });
    expect(errors).toMatchObject([
      {
        message: "filter.name.eq: found null, expected a value; leave it out where it is not to count.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });
});

describe("statements", () => {
  test("a page of 50 VMs with all that is around them takes as many as a page of 1", async () => {
    const count = async (first: number) => {
      gateway.statements.length = 0;
      const { vms } = await gateway.ask(
        `query ($first: Int) { vms(first: $first) { nodes {
          name vapp { name vdc { name } } vcenter { name defaultKeyProvider { name isVCenterDefault } }
          vdc { name organization { name } cluster { name } vcenter { name } tpmCapability { supported stale keyProvider { name } } vms(first: 5) { nodes { name } totalCount } }
          storageVolumes { nodes { name } }
          securityDevices { tpmAttachable attachFindings { outcome } tpm { status ekSha256 sharedWith { totalCount } } }
        } } }`,
        { first },
      );
      expect(vms.nodes).toHaveLength(first);
      return gateway.statements.length;
    };
    const ofOne = await count(1);
    expect(await count(50)).toBe(ofOne);
  });

  test("a page of 50 VMs with vdc, vcenter, vapp and TPM takes four", async () => {
    gateway.statements.length = 0;
    await gateway.ask(
      "{ vms(first: 50) { nodes { name vdc { name } vcenter { name } vapp { name } securityDevices { tpm { status ekSha256 } } } } }",
    );
    expect(gateway.statements).toHaveLength(4);
  });
});
