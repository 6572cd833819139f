import { type Client, createClient } from "graphql-ws";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Json } from "./gateway.ts";

/** A client of the graphql-transport-ws protocol with one connection, closed with the test at the latest. */
export function connect(gateway: { readonly url: string }, options: { retry?: boolean } = {}): Client {
  const client = createClient({
    url: gateway.url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: options.retry ? 5 : 0,
    retryWait: async () => {},
  });
  onTestFinished(async () => {
    await client.dispose();
  });
  return client;
}

export interface Subscription {
  /** What has come so far. */
  readonly results: Json[];
  /** Resolves when the server has ended it, with all that came; rejects as the client does. */
  readonly ended: Promise<Json[]>;
  /** Unsubscribes. */
  stop(): void;
}

export function subscribe(client: Client, query: string, variables: Record<string, unknown> = {}): Subscription {
  const results: Json[] = [];
  let stop = () => {};
  const ended = new Promise<Json[]>((resolve, reject) => {
    stop = client.subscribe(
      { query, variables },
      { next: (result) => results.push(result), error: reject, complete: () => resolve(results) },
    );
  });
  // A test that looks at the results alone has no hand for it.
  ended.catch(() => {});
  return { results, ended, stop: () => stop() };
}

/** The events of a stream so far, as `[event, data]`. */
export interface EventStream {
  readonly response: Response;
  readonly events: [string, Json][];
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
  abort(): void;
}

/** Subscribes over server-sent events. */
export async function openEventStream(
  gateway: { readonly url: string },
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(`${gateway.url}/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query, variables }),
    signal: abort.signal,
  });
  const events: [string, Json][] = [];
  const ended = readEvents(response, events);
  ended.catch(() => {});
  return { response, events, ended, abort: () => abort.abort() };
}

async function readEvents(response: Response, events: [string, Json][]): Promise<void> {
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString("utf8");
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/.exec(block) ?? [];
      if (event !== undefined) events.push([event, data ? JSON.parse(data) : null]);
    }
  }
}
