import { createClient } from "graphql-sse";
import { beforeAll, describe, expect, test } from "vitest";
import {
  floodSettled,
  openTcp,
  type SubscriptionServer,
  startSubscriptionServer,
  state,
} from "../../support/subscription-server.ts";

let server: SubscriptionServer;
beforeAll(async () => {
  server = await startSubscriptionServer();
});

describe("event streams", () => {
  const stream = (path: string, init: RequestInit = {}) => fetch(`${server.url}/stream${path}`, init);
  const post = (body: string, headers: Record<string, string> = {}) =>
    stream("", { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

  test("are what the client of graphql-sse reads", async () => {
    const client = createClient({ url: `${server.url}/stream`, retryAttempts: 0 });
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: "subscription { count(to: 2) }" })) results.push(result);
    expect(results).toEqual([{ data: { count: 1 } }, { data: { count: 2 } }]);
    client.dispose();
  });

  test("are asked for by GET too, as a browser's EventSource does", async () => {
    const query = new URLSearchParams({
      query: "subscription A($to: Int!) { count(to: $to) } subscription B { context }",
      operationName: "A",
      variables: '{"to": 1}',
    });
    const response = await stream(`?${query}`, { headers: { accept: "text/event-stream" } });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await response.text()).toBe(':\n\nevent: next\ndata: {"data":{"count":1}}\n\nevent: complete\ndata:\n\n');
  });

  test.each([
    ["", "query: found nothing, expected the text of a GraphQL document."],
    ["?query=subscription%7Bcontext%7D&variables=%7B", 'variables: found "{", expected a JSON object.'],
    ["?query=subscription%7Bcontext%7D&variables=%5B%5D", "variables: found [], expected a JSON object."],
  ])("say what is wrong with a query string: %s", async (path, message) => {
    const response = await stream(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
  });

  test.each([
    ["[]", 400, "body: found [], expected a JSON object."],
    ['{"query": 1}', 400, "query: found 1, expected the text of a GraphQL document."],
    ['{"query": "subscription { context }", "operationName": 1}', 400, "operationName: found 1, expected a text."],
    ["{", 400, expect.any(String)],
  ])("say what is wrong with a body: %s", async (body, status, message) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ message }] });
  });

  test("are for those who take them", async () => {
    const refused = await post("{}", { accept: "application/json" });
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_ACCEPTABLE" } }] });
    expect((await stream("", { method: "PUT" })).status).toBe(405);
  });

  test("are not for pages of other sites", async () => {
    const body = JSON.stringify({ query: "subscription { context }" });
    expect((await post(body, { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await post(body, { origin: server.address })).status).toBe(200);
    // What a form of another site can send is no JSON to begin with.
    expect((await post(body, { "content-type": "text/plain" })).status).toBe(400);
  });

  test("send a client that does not read no more than it takes", async () => {
    state.flooded = 0;
    const socket = await openTcp(server);
    socket.write("GET /graphql/stream?query=subscription%7Bflood%7D HTTP/1.1\r\nHost: x\r\n\r\n");
    socket.pause();
    await expect.poll(() => state.flooded).toBeGreaterThan(0);
    // What the system takes in between is a few megabytes.
    expect(await floodSettled()).toBeLessThan(200);
  });
});
