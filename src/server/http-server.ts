import type { BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { createApolloServer } from "./apollo.ts";
import { leadBrowsersToGraphiql, serveGraphiql } from "./graphiql-routes.ts";
import { serveHealth } from "./health-routes.ts";
import { answerErrorsLikeGraphql, BODY_LIMIT_BYTES } from "./http-errors.ts";
import { StartupError } from "./startup-error.ts";
import { checkSubscription } from "./subscriptions/check-subscription.ts";
import { serveEventStreams } from "./subscriptions/event-streams.ts";
import { SubscriptionOperations } from "./subscriptions/operations.ts";
import { serveWebSockets } from "./subscriptions/web-sockets.ts";

export interface HttpServerOptions<Context extends BaseContext> {
  readonly schema: GraphQLSchema;
  /** Called once for each request, and for each event of a subscription. */
  readonly createContext: () => Context;
  /** Rejects where the database does not answer. */
  readonly pingDatabase: () => Promise<unknown>;
  readonly logger: Logger;
  readonly host: string;
  readonly port: number;
}

export interface HttpServer {
  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  readonly address: string;
  /** Takes no new connections, answers the requests that are under way, lets go of the subscriptions, and ends. */
  close(): Promise<void>;
}

/** @throws StartupError where host and port cannot be had. */
export async function startHttpServer<Context extends BaseContext>(
  options: HttpServerOptions<Context>,
): Promise<HttpServer> {
  const { logger } = options;
  const app = fastify({
    // Where it listens is said in plain words by who started it.
    loggerInstance: (logger.isLevelEnabled("warn") ? logger.child({}, { level: "warn" }) : logger) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
  });
  const apollo = createApolloServer<Context>(options.schema, app, logger);
  // Apollo drains: the listener closes first, and its own plugins stop last.
  const close = () => apollo.stop();
  const subscriptions = new SubscriptionOperations({
    ...options,
    check: (request) => checkSubscription(apollo, request, options.createContext()),
  });
  letGoOfConnections(app);
  answerErrorsLikeGraphql(app, logger);
  serveHealth(app, options.pingDatabase);
  await serveGraphiql(app);
  serveWebSockets(app, subscriptions, logger);
  serveEventStreams(app, subscriptions);
  await apollo.start();
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    preHandler: leadBrowsersToGraphiql,
    handler: fastifyApolloHandler(apollo, { context: async () => options.createContext() }),
  });
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await close();
    throw listenError(error, options);
  }
  return { address: addressOf(app, options), close };
}

/** A client that keeps its connection for the next request would hold up the end until it times out. */
function letGoOfConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });
}

/** An address that a browser on this machine can open: 0.0.0.0 and :: are none. */
function addressOf(app: FastifyInstance, { host, port }: { host: string; port: number }): string {
  const [address] = app.addresses();
  const listening = typeof address === "object" ? address.port : port;
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${listening}`;
}

function listenError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  switch (code) {
    case "EADDRINUSE":
      return new StartupError(
        `Port ${port} on ${host} is taken by another process. Choose another with PORT=, e.g. PORT=${port + 1}, or PORT=0 for any free one.`,
      );
    case "EACCES":
      return new StartupError(
        `Port ${port} on ${host} may not be opened by this user. Choose another with PORT=, e.g. PORT=4000.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartupError(`HOST: ${host} is not an address of this machine, e.g. 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
