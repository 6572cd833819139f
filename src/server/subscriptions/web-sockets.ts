import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import { mask } from "../format-error.ts";
import { BODY_LIMIT_BYTES } from "../http-errors.ts";
import type { SubscriptionOperations } from "./operations.ts";
import { isSameOrigin } from "./same-origin.ts";
import { serveWithoutUpgrade } from "./serve-without-upgrade.ts";

/** More than a screen can show; each costs a read of the database whenever a task of its changes. */
const MOST_SUBSCRIPTIONS = 100;

/** Proxies drop a connection on which nothing happens, many after a minute. A client that misses a whole beat is gone. */
const BEAT_MILLISECONDS = 12_000;

/** How long a client may take to say goodbye when the gateway stops. */
const GOODBYE_MILLISECONDS = 1_000;

const GOING_AWAY = 1001;

const TOO_MANY: GraphQLFormattedError = {
  message: `Found more than ${MOST_SUBSCRIPTIONS} subscriptions on one connection.`,
  extensions: { code: "LIMIT_EXCEEDED" },
};

type Protocol = ReturnType<typeof makeServer>;

/** Subscriptions over WebSockets at /graphql, in the protocol `graphql-transport-ws`; ended when the gateway stops. */
export function serveWebSockets(app: FastifyInstance, operations: SubscriptionOperations, logger: Logger): void {
  const protocol = speakProtocol(operations);
  const server = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT_BYTES, handleProtocols });
  let closing = false;
  app.server.on("upgrade", (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() !== "websocket") {
      serveWithoutUpgrade(app.server, request, socket, head);
    } else if (closing) {
      refuse(socket, 503, "Service Unavailable", "The gateway is stopping.");
    } else if (request.url?.split("?")[0] !== "/graphql") {
      refuse(socket, 404, "Not Found", `There is no WebSocket at ${request.url}. Subscriptions are at /graphql.`);
    } else if (!isSameOrigin(request)) {
      refuse(socket, 403, "Forbidden", `Found a page of ${request.headers.origin}, expected one of this gateway.`);
    } else {
      server.handleUpgrade(request, socket, head, (webSocket) => serveSocket(webSocket, protocol, logger));
    }
  });
  app.addHook("preClose", async () => {
    closing = true;
    await Promise.all([...server.clients].map(sayGoodbye));
  });
}

/** Results and errors are as the client is given them: graphql-ws has nothing left to format. */
function speakProtocol(operations: SubscriptionOperations): Protocol {
  return makeServer({
    onSubscribe: async ({ subscriptions }, _id, payload) => {
      const tooMany = Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS;
      const prepared = tooMany ? [TOO_MANY] : await operations.prepare(payload);
      return "schema" in prepared ? prepared : prepared.map((error) => new FormattedError(error));
    },
    subscribe: async (args) => (await operations.subscribe(args)) as AsyncIterableIterator<never>,
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
  });
}

class FormattedError extends GraphQLError {
  readonly #formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message);
    this.#formatted = formatted;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#formatted;
  }
}

function serveSocket(socket: WebSocket, protocol: Protocol, logger: Logger): void {
  const fail = (error: unknown) => {
    mask(logger, error, { where: "a WebSocket" });
    socket.close(CloseCode.InternalServerError, "Internal server error");
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => send(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => socket.on("message", (data) => handle(String(data)).catch(fail)),
    },
    {},
  );
  const stopBeating = terminateWhenSilent(socket);
  // A frame that is broken or too large: `ws` closes the connection, saying why.
  socket.on("error", (error) => logger.debug({ err: error }, "a WebSocket failed"));
  socket.once("close", (code, reason) => {
    stopBeating();
    closed(code, String(reason)).catch(fail);
  });
}

/**
 * Ends when it is handed over to the system: a client that does not read is sent no more meanwhile. That
 * it is gone is told in its turn, which must come: there may be an event to send at any moment.
 */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => socket.send(text, (error) => (error ? setImmediate(resolve) : resolve())));
}

function terminateWhenSilent(socket: WebSocket): () => void {
  let answered = true;
  socket.on("pong", () => {
    answered = true;
  });
  const beat = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, BEAT_MILLISECONDS);
  return () => clearInterval(beat);
}

/** Says that the client may try elsewhere: none of its subscriptions is complete. */
async function sayGoodbye(socket: WebSocket): Promise<void> {
  const gone = new Promise((resolve) => socket.once("close", resolve));
  const impatience = setTimeout(() => socket.terminate(), GOODBYE_MILLISECONDS);
  socket.close(GOING_AWAY, "The gateway is stopping.");
  await gone;
  clearTimeout(impatience);
}

function refuse(socket: Duplex, status: number, reason: string, message: string): void {
  const body = JSON.stringify({
    errors: [{ message, extensions: { code: reason.toUpperCase().replaceAll(" ", "_") } }],
  });
  socket.on("error", () => {});
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
