import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { FormattedExecutionResult } from "graphql";
import type { SubscriptionOperations } from "./operations.ts";
import { readRequest } from "./read-request.ts";
import { isSameOrigin } from "./same-origin.ts";

export const EVENT_STREAM_PATH = "/graphql/stream";

/** Proxies drop a connection on which nothing happens, many after a minute; and a client that has vanished shows by this. */
const BEAT_MILLISECONDS = 12_000;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  // Else nginx would gather what is to be seen at once.
  "x-accel-buffering": "no",
} as const;

/** A line without a meaning: the browsers that wait for the first byte have it, and the connection its traffic. */
const COMMENT = ":\n\n";

/**
 * Subscriptions over server-sent events, one a request, as "GraphQL over Server-Sent Events" has them in
 * its distinct connections mode. What is wrong with a subscription comes as its only event: browsers show
 * the body of no other response. When the gateway stops, a stream ends without `complete`: its client may
 * try elsewhere.
 */
export function serveEventStreams(app: FastifyInstance, operations: SubscriptionOperations): void {
  const streams = new Set<EventStream>();
  app.route({
    method: ["GET", "POST"],
    url: EVENT_STREAM_PATH,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (!isSameOrigin(request.raw)) {
        return refuse(
          reply,
          403,
          "FORBIDDEN",
          `Found a page of ${request.headers.origin}, expected one of this gateway.`,
        );
      }
      if (!/text\/event-stream|text\/\*|\*\/\*/.test(request.headers.accept ?? "*/*")) {
        return refuse(
          reply,
          406,
          "NOT_ACCEPTABLE",
          `accept: found ${request.headers.accept}, expected text/event-stream.`,
        );
      }
      const asked = readRequest(request);
      if ("problem" in asked) return refuse(reply, 400, "BAD_REQUEST", asked.problem);
      const args = await operations.prepare(asked);
      const results = "schema" in args ? await operations.subscribe(args) : { errors: args };
      reply.hijack();
      const stream = new EventStream(reply.raw, Symbol.asyncIterator in results ? results : only(results));
      streams.add(stream);
      await stream.send().finally(() => streams.delete(stream));
    },
  });
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.interrupt();
  });
}

class EventStream {
  readonly #response: ServerResponse;
  readonly #results: AsyncIterator<FormattedExecutionResult>;
  #interrupted = false;

  constructor(response: ServerResponse, results: AsyncIterator<FormattedExecutionResult>) {
    this.#response = response;
    this.#results = results;
  }

  /** Ends when the subscription has, or its client has gone, or the stream is interrupted. */
  async send(): Promise<void> {
    const response = this.#response;
    response.once("close", () => this.interrupt());
    // It may have gone while the subscription began, which nobody is told again.
    if (response.destroyed) this.interrupt();
    else response.writeHead(200, HEADERS).write(COMMENT);
    const beat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(COMMENT);
    }, BEAT_MILLISECONDS);
    try {
      for (let next = await this.#results.next(); !next.done; next = await this.#results.next()) {
        await this.#write(`event: next\ndata: ${JSON.stringify(next.value)}\n\n`);
      }
    } finally {
      clearInterval(beat);
    }
    response.end(this.#interrupted ? "" : "event: complete\ndata:\n\n");
  }

  interrupt(): void {
    this.#interrupted = true;
    void this.#results.return?.();
  }

  /**
   * Ends when it is handed over to the system: a client that does not read is sent no more meanwhile. That
   * it is gone is told in its turn, which must come: there may be an event to send at any moment.
   */
  #write(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#response.write(text, (error) => (error ? setImmediate(resolve) : resolve()));
    });
  }
}

async function* only(result: FormattedExecutionResult): AsyncGenerator<FormattedExecutionResult> {
  yield result;
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
