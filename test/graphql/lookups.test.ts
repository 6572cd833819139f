import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const NOUNS = [
  ["organization", "organizations"],
  ["vcenter", "vcenters"],
  ["cluster", "clusters"],
  ["kmsRegistration", "kmsRegistrations"],
  ["storageVolume", "storageVolumes"],
  ["vdc", "vdcs"],
  ["vapp", "vapps"],
  ["vm", "vms"],
  ["catalog", "catalogs"],
  ["vappTemplate", "vappTemplates"],
] as const;

describe.each(NOUNS)("%s", (one, many) => {
  test("is found by id, as a node, and as one of several", async () => {
    const { [many]: list } = await gateway.ask(`{ ${many}(first: 2) { nodes { __typename id name } } }`);
    const [node] = list.nodes;
    expect(node.name).toEqual(expect.any(String));
    const found = await gateway.ask(
      `query ($id: ID!) { byId: ${one}(by: {id: $id}) { id name } node(id: $id) { __typename id } nodes(ids: [$id, $id]) { id } }`,
      { id: node.id },
    );
    expect(found).toEqual({
      byId: { id: node.id, name: node.name },
      node: { __typename: node.__typename, id: node.id },
      nodes: [{ id: node.id }, { id: node.id }],
    });
  });

  test("is null by a name that nobody has", async () => {
    expect(await gateway.ask(`{ ${one}(by: {name: "nobody"}) { id } }`)).toEqual({ [one]: null });
  });

  test("is found by its name where one alone has it, and refused where several do", async () => {
    const { [many]: list } = await gateway.ask(`{ ${many}(first: 100) { nodes { id name } } }`);
    for (const { id, name } of list.nodes as { id: string; name: string }[]) {
      const namesakes = list.nodes.filter((node: { name: string }) => node.name === name);
      const { data, errors } = await gateway.send(`query ($name: String!) { ${one}(by: {name: $name}) { id } }`, {
        name,
      });
      expect(data).toEqual({ [one]: namesakes.length === 1 ? { id } : null });
      expect(errors?.[0]?.extensions.code).toBe(namesakes.length === 1 ? undefined : "BAD_USER_INPUT");
    }
  });

  test("is not found by the id of something else, or of nothing", async () => {
    const { vcenters, vms } = await gateway.ask(
      "{ vcenters(first: 1) { nodes { id } } vms(first: 1) { nodes { id } } }",
    );
    const other = one === "vm" ? vcenters.nodes[0].id : vms.nodes[0].id;
    const query = `query ($id: ID!) { ${one}(by: {id: $id}) { id } }`;
    const wrongType = await gateway.send(query, { id: other });
    expect(wrongType).toMatchObject({ data: { [one]: null }, errors: [{ extensions: { code: "NOT_FOUND" } }] });
    const nonsense = await gateway.send(query, { id: "nonsense" });
    expect(nonsense.errors).toMatchObject([
      {
        message: 'by.id: found "nonsense", expected an id that this API gave.',
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });

  test("takes exactly one of id and name", async () => {
    for (const by of ["{}", '{id: "x", name: "y"}']) {
      const { errors } = await gateway.send(`{ ${one}(by: ${by}) { id } }`);
      expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    }
  });
});

test("a name that several have is refused with what to do instead", async () => {
  const { errors } = await gateway.send('{ kmsRegistration(by: {name: "kp-1"}) { id } }');
  expect(errors).toMatchObject([
    {
      message: 'by.name: more than one KmsRegistration is named "kp-1"; ask by id, or list them with a filter.',
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

test("nodes takes a hundred ids and no more", async () => {
  const { vcenters } = await gateway.ask("{ vcenters(first: 1) { nodes { id } } }");
  const ids = Array.from({ length: 101 }, () => vcenters.nodes[0].id);
  const { errors } = await gateway.send("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
  expect(errors).toMatchObject([{ message: "ids: found 101, expected 100 at the most." }]);
});

test("an id at fault among several takes nothing from the others", async () => {
  const { vcenters } = await gateway.ask("{ vcenters(first: 1) { nodes { id } } }");
  const ids = [vcenters.nodes[0].id, "garbage"];
  const { data, errors } = await gateway.send("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
  expect(data).toEqual({ nodes: [{ id: ids[0] }, null] });
  expect(errors).toMatchObject([
    { message: 'ids[1]: found "garbage", expected an id that this API gave.', path: ["nodes", 1] },
  ]);
});

describe("text that Postgres cannot hold", () => {
  const text = { NUL: "a\u0000b", "an unpaired surrogate": "a\ud800b" };

  test.each(Object.entries(text))("%s in a variable is refused by its path", async (_what, value) => {
    const { errors } = await gateway.send("query ($filter: VmFilter) { vms(filter: $filter) { totalCount } }", {
      filter: { or: [{ name: { contains: value } }] },
    });
    expect(errors).toMatchObject([
      {
        message:
          "filter.or[0].name.contains: found text with a NUL character or an unpaired surrogate, expected text without.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });

  test("the bytes of a file are refused as that file", async () => {
    const ovf = Buffer.from("\ufeff<Envelope/>", "utf16le").toString("utf8");
    const createVappFromOvf = { name: "new", vdcId: "any", ovf };
    const { errors } = await gateway.send(
      "query ($request: WorkflowRequest!) { preflight(request: $request) { decision } }",
      { request: { createVappFromOvf } },
    );
    expect(errors?.[0]?.message).toBe(
      "request.createVappFromOvf.ovf: found UTF-16 text that was read as another encoding, expected it read as UTF-16, or saved as UTF-8.",
    );
  });

  test("in the document it is refused by its place", async () => {
    const { errors } = await gateway.send('{ vm(by: {name: "a\\u0000b"}) { id } }');
    expect(errors?.[0]?.message).toBe(
      "In a literal: found text with a NUL character or an unpaired surrogate, expected text without.",
    );
  });
});
