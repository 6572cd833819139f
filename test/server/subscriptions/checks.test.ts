import { beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Json } from "../../support/gateway.ts";
import { type SubscriptionServer, startSubscriptionServer } from "../../support/subscription-server.ts";

/** An operation without the word that it begins with, so that it can be sent as a query and as a subscription. */
interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

type Told = readonly { readonly code: string; readonly message: string }[];

let server: SubscriptionServer;
beforeAll(async () => {
  server = await startSubscriptionServer();
});

const told = (errors: Json[] = []): Told =>
  errors.map(({ message, extensions }) => ({ code: extensions.code, message }));
const bodyOf = (kind: string, { query, ...rest }: Asked) =>
  JSON.stringify({ query: query.replaceAll("%", kind), ...rest });
const post = (path: string, body: string) =>
  fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": "application/json" } });

async function asQuery(asked: Asked): Promise<Told> {
  const response = await post("", bodyOf("query", asked));
  const { errors } = (await response.json()) as Json;
  if (errors) expect(response.status).toBe(400);
  return told(errors);
}

async function overEventStream(asked: Asked): Promise<Told> {
  const text = await (await post("/stream", bodyOf("subscription", asked))).text();
  const [, data] = /^event: next\ndata: (.*)$/m.exec(text) ?? [];
  return told(JSON.parse(data ?? "{}").errors);
}

/** What the first message about the subscription says, as the protocol has it: an error, or a result with errors. */
async function overWebSocket(asked: Asked): Promise<Told> {
  const socket = new WebSocket(server.url.replace("http", "ws"), "graphql-transport-ws");
  const payload = JSON.parse(bodyOf("subscription", asked));
  try {
    return await new Promise((resolve, reject) => {
      socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
      socket.on("error", reject).on("close", (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
      socket.on("message", (data) => {
        const message = JSON.parse(String(data));
        if (message.type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
        else if (message.type === "error") resolve(told(message.payload));
        else if (message.type === "next") resolve(told(message.payload.errors));
      });
    });
  } finally {
    socket.terminate();
  }
}

const nested = (depth: number): object => (depth === 0 ? {} : { in: nested(depth - 1) });
const manyVariables = Array.from({ length: 4_000 }, (_, index) => `$v${index}: Int`).join(" ");

const TEXT = "% ($text: String) { echo(text: $text) }";

const refused: Record<string, [asked: Asked, code: string, message: RegExp]> = {
  "too many tokens": [{ query: `% { ${"hello ".repeat(10_001)} }` }, "GRAPHQL_PARSE_FAILED", /10000 tokens/],
  "no document": [{ query: "" }, "BAD_REQUEST", /non-empty `query`/],
  "a syntax error": [{ query: "% { echo(" }, "GRAPHQL_PARSE_FAILED", /^Syntax Error/],
  "too deep": [
    { query: `% { ${"thing { ".repeat(13)} name ${"}".repeat(13)} }` },
    "GRAPHQL_VALIDATION_FAILED",
    /depth/,
  ],
  "too many variables": [{ query: `% (${manyVariables}) { echo }` }, "GRAPHQL_PARSE_FAILED", /10000 tokens/],
  "too deep a variable": [
    { query: TEXT, variables: { text: nested(70) } },
    "BAD_USER_INPUT",
    /^text\.in\..*: found an input more than 64 deep/,
  ],
  "too deep a variable that nothing uses": [
    { query: "% { echo }", variables: { other: nested(70) } },
    "BAD_USER_INPUT",
    /found an input more than 64 deep/,
  ],
  "a NUL in a variable": [
    { query: TEXT, variables: { text: "a\0b" } },
    "BAD_USER_INPUT",
    /^text: found text with a NUL/,
  ],
  "half a surrogate pair in a variable": [
    { query: TEXT, variables: { text: "a\ud800" } },
    "BAD_USER_INPUT",
    /^text: found text with a NUL character or an unpaired surrogate/,
  ],
  "a NUL in a literal": [
    { query: String.raw`% { echo(text: "a\u0000b") }` },
    "GRAPHQL_VALIDATION_FAILED",
    /^In a literal: found text with a NUL/,
  ],
  "an unknown operation name": [
    { query: "% A { echo } % B { echo }", operationName: "C" },
    "OPERATION_RESOLUTION_FAILURE",
    /^Unknown operation named "C"/,
  ],
  "no operation name": [
    { query: "% A { echo } % B { echo }" },
    "OPERATION_RESOLUTION_FAILURE",
    /^Must provide operation name/,
  ],
  "a variable of the wrong type": [
    { query: TEXT, variables: { text: 1 } },
    "BAD_USER_INPUT",
    /^Variable "\$text" got invalid value 1/,
  ],
  "a variable that is missing": [
    { query: "% ($text: String!) { echo(text: $text) }" },
    "BAD_USER_INPUT",
    /^Variable "\$text" of required type "String!" was not provided/,
  ],
};

describe.each([
  ["server-sent events", overEventStream],
  ["graphql-transport-ws", overWebSocket],
])("a subscription over %s is told what a query is told", (_transport, subscribe) => {
  test.each(Object.entries(refused))("%s", async (_name, [asked, code, message]) => {
    const errors = await asQuery(asked);
    expect(errors).toEqual([{ code, message: expect.stringMatching(message) }]);
    expect(await subscribe(asked)).toEqual(errors);
  });

  test("more wrong values than are worth telling", async () => {
    const many = { query: "% ($of: [Int]) { sum(of: $of) }", variables: { of: Array(60).fill("one") } };
    const errors = await asQuery(many);
    expect(errors).toHaveLength(51);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["BAD_USER_INPUT"]));
    expect(await subscribe(many)).toEqual(errors);
  });

  test("nothing, where nothing is wrong", async () => {
    const fine = { query: TEXT, variables: { text: "€ 😀", other: nested(60) } };
    expect(await asQuery(fine)).toEqual([]);
    expect(await subscribe(fine)).toEqual([]);
  });
});
