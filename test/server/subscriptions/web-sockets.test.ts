import { once } from "node:events";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import {
  floodSettled,
  openTcp,
  type SubscriptionServer,
  startSubscriptionServer,
  state,
} from "../../support/subscription-server.ts";
import { connect, subscribe } from "../../support/subscriptions.ts";

let server: SubscriptionServer;
beforeAll(async () => {
  server = await startSubscriptionServer();
});

describe("WebSockets", () => {
  const url = () => server.url.replace("http", "ws");

  async function closeCodeOf(socket: WebSocket): Promise<number> {
    const [code] = await once(socket, "close");
    return code;
  }

  async function upgradeError(path: string, headers: Record<string, string> = {}): Promise<string> {
    const socket = new WebSocket(server.address.replace("http", "ws") + path, "graphql-transport-ws", { headers });
    const [error] = await once(socket, "error");
    return error.message;
  }

  test("speak graphql-transport-ws and nothing else", async () => {
    expect(await closeCodeOf(new WebSocket(url()))).toBe(4406);
    const socket = new WebSocket(url(), "graphql-transport-ws");
    await once(socket, "open");
    socket.send("nonsense");
    expect(await closeCodeOf(socket)).toBe(4400);
  });

  test("take no message that is larger than what a request may have", async () => {
    const socket = new WebSocket(url(), "graphql-transport-ws");
    await once(socket, "open");
    socket.send("x".repeat(8 * 1024 * 1024 + 1));
    expect(await closeCodeOf(socket)).toBe(1009);
  });

  test("carry a bounded number of subscriptions each, and more when some have ended", async () => {
    const client = connect(server);
    const forever = Array.from({ length: 100 }, () => subscribe(client, "subscription { forever }"));
    await expect.poll(() => state.waiting).toBe(100);
    await expect(subscribe(client, "subscription { forever }").ended).rejects.toMatchObject([
      {
        message: "Found more than 100 subscriptions on one connection.",
        extensions: { code: "LIMIT_EXCEEDED" },
      },
    ]);
    forever[0]?.stop();
    await expect.poll(() => state.waiting).toBe(99);
    expect(await subscribe(client, "subscription { count(to: 1) }").ended).toEqual([{ data: { count: 1 } }]);
    await client.dispose();
    await expect.poll(() => state.waiting).toBe(0);
  });

  test("are at /graphql alone", async () => {
    expect(await upgradeError("/elsewhere")).toBe("Unexpected server response: 404");
  });

  test("are not for pages of other sites", async () => {
    expect(await upgradeError("/graphql", { origin: "https://elsewhere.example" })).toContain("403");
    expect(await upgradeError("/graphql", { origin: "null" })).toContain("403");
    const { host } = new URL(server.address);
    for (const headers of [
      { origin: `http://${host}` },
      { origin: "https://a.example", "x-forwarded-host": "a.example" },
    ]) {
      const socket = new WebSocket(url(), "graphql-transport-ws", { headers });
      await once(socket, "open");
      socket.close();
    }
  });

  test("send a client that does not read no more than it takes", async () => {
    state.flooded = 0;
    const socket = new WebSocket(server.url.replace("http", "ws"), "graphql-transport-ws");
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.pause();
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "subscription { flood }" } }));
    await expect.poll(() => state.flooded).toBeGreaterThan(0);
    expect(await floodSettled()).toBeLessThan(200);
  });
});

describe("a client that offers HTTP/2", () => {
  const OFFER = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAA\r\n";

  async function answers(...requests: string[]): Promise<string> {
    const socket = await openTcp(server);
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    for (const request of requests) {
      const before = text;
      socket.write(request);
      await expect.poll(() => text.slice(before.length)).toMatch(/\r\n\r\n.*[}\n]$/s);
    }
    return text;
  }

  test("is answered over HTTP/1.1, as by any server without it", async () => {
    const body = '{"query":"{ hello }"}';
    const headers = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    const text = await answers(
      `POST /graphql HTTP/1.1\r\n${headers}${OFFER}\r\n${body}`,
      `POST /graphql HTTP/1.1\r\n${headers}\r\n${body}`,
    );
    expect(text.match(/HTTP\/1.1 200 OK/g)).toHaveLength(2);
    expect(text.match(/\{"data":\{"hello":"hello"\}\}/g)).toHaveLength(2);
  });

  test("may close the connection after that", async () => {
    const text = await answers(
      `GET /healthz HTTP/1.1\r\nHost: x\r\n${OFFER.replace("Upgrade,", "close, Upgrade,")}\r\n`,
    );
    expect(text).toContain('{"status":"up"}');
    expect(text.toLowerCase()).toContain("connection: close");
  });
});
