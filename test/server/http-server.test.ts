import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  GraphQLEnumType,
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  getIntrospectionQuery,
} from "graphql";
import { type Logger, pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../src/inventory/access/refusal.ts";
import { type HttpServer, startHttpServer } from "../../src/server/http-server.ts";
import { invariant } from "../../src/validation/invariant.ts";

const logged: Record<string, unknown>[] = [];
const logger: Logger = pino({ level: "error" }, { write: (line: string) => logged.push(JSON.parse(line)) });

let databaseAnswers = true;
let releaseSlow = () => {};
const slow = new Promise<string>((resolve) => {
  releaseSlow = () => resolve("done");
});
let slowBegan = () => {};
const slowUnderWay = new Promise<void>((resolve) => {
  slowBegan = resolve;
});

const nodeType: GraphQLObjectType = new GraphQLObjectType({
  name: "Thing",
  fields: () => ({
    name: { type: GraphQLString, resolve: () => "thing" },
    things: { type: new GraphQLList(nodeType), resolve: () => [{}] },
    thing: { type: nodeType, resolve: () => ({}) },
  }),
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      hello: { type: GraphQLString, resolve: (_source, _input, context) => `hello ${context.who}` },
      twice: {
        type: GraphQLInt,
        args: { of: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_source, { of }) => of * 2,
      },
      length: { type: GraphQLInt, args: { of: { type: GraphQLString } }, resolve: (_source, { of }) => of.length },
      thing: { type: nodeType, resolve: () => ({}) },
      refused: {
        type: GraphQLString,
        resolve: () => {
          throw new Refusal("NOT_FOUND", "There is no VM with the id abc.");
        },
      },
      broken: {
        type: GraphQLString,
        resolve: () => invariant(false, "the secret reason"),
      },
      brokenEnum: {
        type: new GraphQLEnumType({ name: "Colour", values: { RED: {} } }),
        resolve: () => "secret BLUE",
      },
      coded: {
        type: GraphQLString,
        resolve: () => {
          throw new GraphQLError("Not for you.", { extensions: { code: "FORBIDDEN" } });
        },
      },
      slow: {
        type: GraphQLString,
        resolve: () => {
          slowBegan();
          return slow;
        },
      },
    },
  }),
  mutation: new GraphQLObjectType({ name: "Mutation", fields: { noop: { type: GraphQLInt, resolve: () => 1 } } }),
});

const options = {
  schema,
  createContext: () => ({ who: "you" }),
  pingDatabase: async () => {
    if (!databaseAnswers) throw new Error("down");
  },
  logger,
  host: "127.0.0.1",
  port: 0,
};

let server: HttpServer;

beforeAll(async () => {
  server = await startHttpServer(options);
});

afterAll(() => server.close());

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  expect(text).not.toMatch(/stack|\.ts:|node_modules/);
  return { status: response.status, body: JSON.parse(text) };
}

async function get(path: string) {
  const response = await fetch(`${server.address}${path}`);
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const ask = (query: string, variables: Record<string, unknown> = {}) => post({ query, variables });

async function errorOf(query: string, variables: Record<string, unknown> = {}) {
  const { status, body } = await ask(query, variables);
  const [error] = body.errors;
  return { status, message: error.message as string, code: error.extensions.code as string, error };
}

describe("GraphQL over HTTP", () => {
  test("POST and GET answer, with the context of the request", async () => {
    expect(await ask("{ hello }")).toEqual({ status: 200, body: { data: { hello: "hello you" } } });
    const response = await fetch(`${server.address}/graphql?query=%7Bhello%7D`, {
      headers: { "apollo-require-preflight": "true" },
    });
    expect(await response.json()).toEqual({ data: { hello: "hello you" } });
  });

  test("introspection as GraphiQL sends it is within the limits", async () => {
    const { body } = await ask(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true }),
    );
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.queryType.name).toBe("Query");
  });

  test("what another site's page could send without asking is refused", async () => {
    const simple = await post("{}", { "content-type": "text/plain" });
    expect(simple.status).toBe(400);
    expect(simple.body.errors[0].message).toContain("CSRF");
    const get = await fetch(`${server.address}/graphql?query=%7Bhello%7D`);
    expect(get.status).toBe(400);
  });

  test("a mutation by GET is refused", async () => {
    const response = await fetch(`${server.address}/graphql?query=mutation%7Bnoop%7D`, {
      headers: { "apollo-require-preflight": "true" },
    });
    expect(response.status).toBe(405);
  });

  test("a browser that asks for a page is shown the way to GraphiQL", async () => {
    const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
    const visit = (path: string, headers: Record<string, string>) =>
      fetch(`${server.address}${path}`, { headers, redirect: "manual" });
    const visited = await visit("/graphql", browser);
    expect(visited.status).toBe(302);
    expect(new URL(visited.headers.get("location") ?? "", visited.url).pathname).toBe("/");
    expect(visited.headers.get("vary")).toBe("accept");
    // What is a GraphQL request is answered as one, and by the same rules.
    for (const accept of ["application/graphql-response+json", "application/json", "*/*"]) {
      expect((await visit("/graphql", { accept })).status).toBe(400);
    }
    expect((await visit("/graphql?query=%7Bhello%7D", browser)).status).toBe(400);
    expect((await post({ query: "{ hello }" }, browser)).body).toEqual({ data: { hello: "hello you" } });
  });

  test("a batch is refused", async () => {
    const { status, body } = await post([{ query: "{ hello }" }]);
    expect(status).toBe(400);
    expect(body.errors[0].message).toBe("Operation batching disabled.");
  });
});

describe("errors", () => {
  test("of a document keep their codes", async () => {
    expect(await errorOf("{ hello")).toMatchObject({ status: 400, code: "GRAPHQL_PARSE_FAILED" });
    expect(await errorOf("{ helo }")).toMatchObject({ status: 400, code: "GRAPHQL_VALIDATION_FAILED" });
    expect(await errorOf("query A { hello } query B { hello }")).toMatchObject({
      code: "OPERATION_RESOLUTION_FAILURE",
    });
  });

  test("of variables are the caller's", async () => {
    const document = "query ($of: Int!) { twice(of: $of) }";
    expect(await errorOf(document)).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
    const wrongType = await errorOf(document, { of: "many" });
    expect(wrongType).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
    expect(wrongType.message).toContain('Variable "$of" got invalid value "many"');
    const lateNull = await errorOf("query ($of: Int = 1) { twice(of: $of) }", { of: null });
    expect(lateNull).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  test("that are refusals carry their code and message", async () => {
    expect(await errorOf("{ refused }")).toMatchObject({
      code: "NOT_FOUND",
      message: "There is no VM with the id abc.",
    });
    expect(await errorOf("{ coded }")).toMatchObject({ code: "FORBIDDEN", message: "Not for you." });
  });

  test.each([
    ["{ broken }", "the secret reason"],
    ["{ brokenEnum }", "secret BLUE"],
    ["{ length }", "Cannot read properties of undefined"],
  ])("of the program are masked, and the log has them whole under their id: %s", async (document, reason) => {
    const { message, code, error } = await errorOf(document);
    expect({ message, code }).toEqual({ message: "Internal server error", code: "INTERNAL_SERVER_ERROR" });
    expect(Object.keys(error.extensions).sort()).toEqual(["code", "id"]);
    const line = logged.find((entry) => entry.id === error.extensions.id);
    expect(JSON.stringify(line?.err)).toContain(reason);
    expect(JSON.stringify(line?.err)).toContain("stack");
  });
});

describe("limits", () => {
  test("of tokens", async () => {
    const { status, body } = await ask(`{ ${"hello ".repeat(10_001)} }`);
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain("10000 tokens");
  });

  test("of validation errors", async () => {
    const { body } = await ask(`{ ${Array.from({ length: 100 }, (_, index) => `unknown${index}`).join(" ")} }`);
    expect(body.errors).toHaveLength(21);
    expect(body.errors.at(-1).message).toContain("Too many validation errors");
  });

  test("of depth", async () => {
    const deep = await errorOf(`{ ${"thing { ".repeat(13)} name ${"}".repeat(13)} }`);
    expect(deep).toMatchObject({ status: 400, code: "GRAPHQL_VALIDATION_FAILED" });
    expect((await ask("{ thing { thing { things { name } } } }")).body.errors).toBeUndefined();
  });

  test("of the body's size", async () => {
    const { status, body } = await post({ query: "{ hello }", variables: { padding: "x".repeat(8 * 1024 * 1024) } });
    expect(status).toBe(413);
    expect(body.errors[0]).toEqual({
      message: "The body of the request is larger than 8388608 bytes, which is the most that is taken.",
      extensions: { code: "PAYLOAD_TOO_LARGE" },
    });
    const large = await post({ query: "{ hello }", variables: { padding: "x".repeat(7 * 1024 * 1024) } });
    expect(large.status).toBe(200);
  });
});

describe("HTTP", () => {
  test("a body that is no JSON", async () => {
    const { status, body } = await post("{ query: ");
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe("BAD_REQUEST");
    expect((await post("", {})).status).toBe(400);
    expect((await post("<x/>", { "content-type": "application/xml" })).status).toBe(415);
  });

  test("an unknown path", async () => {
    expect(await get("/grapql?query=1")).toEqual({
      status: 404,
      body: {
        errors: [
          { message: "There is nothing at /grapql. GraphQL is at /graphql.", extensions: { code: "NOT_FOUND" } },
        ],
      },
    });
  });

  test("a wrong method", async () => {
    const response = await fetch(`${server.address}/graphql`, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
    expect(JSON.parse(await response.text()).errors[0].message).toBe(
      "Found DELETE, expected POST, or GET for a query.",
    );
  });

  test("health and readiness", async () => {
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "up" } });
    expect(await get("/readyz")).toEqual({ status: 200, body: { status: "ready" } });
    databaseAnswers = false;
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "up" } });
    expect(await get("/readyz")).toEqual({
      status: 503,
      body: { status: "not ready", reason: "The database does not answer." },
    });
    databaseAnswers = true;
  });

  test("a port that is taken is one clear line", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(startHttpServer({ ...options, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another process. Choose another with PORT=, e.g. PORT=${port + 1}, or PORT=0 for any free one.`,
    );
    await expect(startHttpServer({ ...options, host: "192.0.2.1" })).rejects.toThrow(
      "HOST: 192.0.2.1 is not an address",
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test("closing answers the request that is under way, and takes no other", async () => {
    const draining = await startHttpServer(options);
    const underWay = fetch(`${draining.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ slow }" }),
    });
    await slowUnderWay;
    const closed = draining.close();
    await sleep(50);
    await expect(fetch(`${draining.address}/healthz`)).rejects.toThrow();
    releaseSlow();
    expect(await (await underWay).json()).toEqual({ data: { slow: "done" } });
    await closed;
  });
});
