import { beforeAll, describe, expect, test } from "vitest";
import { logged, type SubscriptionServer, startSubscriptionServer, state } from "../../support/subscription-server.ts";
import { connect, openEventStream, subscribe } from "../../support/subscriptions.ts";

let server: SubscriptionServer;
beforeAll(async () => {
  server = await startSubscriptionServer();
});

async function overWebSocket(query: string, variables = {}) {
  return subscribe(connect(server), query, variables).ended;
}

async function overEventStream(query: string, variables = {}) {
  const { events, ended } = await openEventStream(server, query, variables);
  await ended;
  expect(events.at(-1)).toEqual(["complete", null]);
  return events.slice(0, -1).map(([, data]) => data);
}

/** What comes, in whichever way what is wrong with a subscription is told. */
const errorsOf = async (results: Promise<unknown[]>) =>
  results.then(
    (all) => (all.at(-1) as { errors: unknown[] }).errors,
    (errors) => errors,
  );

describe.each([
  ["a WebSocket", overWebSocket],
  ["an event stream", overEventStream],
])("a subscription over %s", (_transport, run) => {
  test("sends each event, and ends", async () => {
    expect(await run("subscription ($to: Int!) { count(to: $to) }", { to: 3 })).toEqual([
      { data: { count: 1 } },
      { data: { count: 2 } },
      { data: { count: 3 } },
    ]);
  });

  test("has a context for each event", async () => {
    const results = await run("subscription { context }");
    const numbers = results.map((result) => (result as { data: { context: number } }).data.context);
    expect(new Set(numbers).size).toBe(3);
  });

  test.each([
    ["subscription { count(", "GRAPHQL_PARSE_FAILED", "Syntax Error"],
    [`subscription { ${"count ".repeat(10_001)} }`, "GRAPHQL_PARSE_FAILED", "10000 tokens"],
    ["subscription { nothing }", "GRAPHQL_VALIDATION_FAILED", 'Cannot query field "nothing"'],
    ["subscription { a: thing { name } b: thing { name } }", "GRAPHQL_VALIDATION_FAILED", "must select only one"],
    [`subscription { ${"thing { ".repeat(13)} name ${"}".repeat(13)} }`, "GRAPHQL_VALIDATION_FAILED", "depth"],
    [
      "subscription A { context } subscription B { context }",
      "OPERATION_RESOLUTION_FAILURE",
      "Must provide operation name",
    ],
    ["{ hello }", "BAD_REQUEST", "Found a query, expected a subscription: send it by POST to /graphql."],
    ["subscription { count }", "GRAPHQL_VALIDATION_FAILED", 'argument "to"'],
    ["subscription { refused }", "NOT_FOUND", "There is no such thing."],
  ])("that cannot begin says why: %s", async (query, code, message) => {
    const errors = await errorsOf(run(query));
    expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code } }]);
  });

  test("tells as many mistakes as any operation", async () => {
    const errors = await errorsOf(run(`subscription { ${Array.from({ length: 50 }, (_, i) => `no${i}`).join(" ")} }`));
    expect(errors).toHaveLength(21);
  });

  test("refuses variables that do not fit", async () => {
    const errors = await errorsOf(run("subscription ($to: Int!) { count(to: $to) }", { to: "many" }));
    expect(errors).toMatchObject([
      { message: expect.stringContaining('"$to" got invalid value'), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  test.each([
    ["broken", "beginning"],
    ["brokenSource", "source"],
    ["brokenField", "field"],
  ])("masks faults of the program, and the log has them whole: %s", async (field, secret) => {
    const errors = (await errorsOf(run(`subscription { ${field} }`))) as { extensions: { id: string } }[];
    expect(errors).toMatchObject([
      { message: "Internal server error", extensions: { code: "INTERNAL_SERVER_ERROR", id: expect.any(String) } },
    ]);
    expect(JSON.stringify(errors)).not.toContain("secret");
    const line = logged.find((entry) => entry.id === errors[0]?.extensions.id);
    expect(JSON.stringify(line?.err)).toContain(`the secret of the ${secret}`);
  });
});

test("a subscription by POST to /graphql is told where to go", async () => {
  const response = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "subscription { context }" }),
  });
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: object[] };
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining("server-sent events at /graphql/stream"),
    extensions: { code: "BAD_REQUEST" },
  });
});

describe("when the gateway stops", () => {
  test("clients are told to go elsewhere, and nothing is called complete", async () => {
    const own = await startSubscriptionServer();
    const overSocket = subscribe(connect(own), "subscription { forever }");
    const stream = await openEventStream(own, "subscription { forever }");
    await expect.poll(() => state.waiting).toBe(2);
    await own.close();
    await expect(overSocket.ended).rejects.toMatchObject({ code: 1001, reason: "The gateway is stopping." });
    await stream.ended;
    expect(stream.events).toEqual([]);
    expect(state.waiting).toBe(0);
    await expect(fetch(`${own.address}/healthz`)).rejects.toThrow();
  });
});
