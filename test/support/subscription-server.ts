import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { pino } from "pino";
import { afterAll, onTestFinished } from "vitest";
import { Refusal } from "../../src/inventory/access/refusal.ts";
import { type HttpServer, startHttpServer } from "../../src/server/http-server.ts";
import { invariant } from "../../src/validation/invariant.ts";

export interface SubscriptionServer extends HttpServer {
  /** Its GraphQL endpoint. */
  readonly url: string;
}

/** What the log has. */
export const logged: Record<string, unknown>[] = [];
const logger = pino({ level: "error" }, { write: (line: string) => logged.push(JSON.parse(line)) });

/** How many subscriptions to `forever` there are, and how many events `flood` was asked for. */
export const state = { waiting: 0, flooded: 0 };

let contexts = 0;
const LARGE = "x".repeat(256 * 1024);

async function* count(to: number) {
  for (let number = 1; number <= to; number++) yield number;
}

async function* flood() {
  for (;;) {
    state.flooded += 1;
    yield LARGE;
  }
}

async function* breakAfterOne() {
  yield "one";
  invariant(false, "the secret of the source");
}

const passOn = { resolve: (event: unknown) => event };
const thing: GraphQLObjectType = new GraphQLObjectType({
  name: "Thing",
  fields: () => ({ name: { type: GraphQLString }, thing: { type: thing, resolve: () => ({}) } }),
});

/** Queries and subscriptions have them alike, so that they can be compared. */
const echo = { type: GraphQLString, args: { text: { type: GraphQLString } } };
const sum = { type: GraphQLInt, args: { of: { type: new GraphQLList(GraphQLInt) } } };

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      hello: { type: GraphQLString, resolve: () => "hello" },
      echo: { ...echo, resolve: (_source, { text }) => text },
      sum: { ...sum, resolve: () => 0 },
      thing: { type: thing, resolve: () => ({}) },
    },
  }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: {
      count: {
        type: GraphQLInt,
        args: { to: { type: new GraphQLNonNull(GraphQLInt) } },
        subscribe: (_source, { to }) => count(to),
        ...passOn,
      },
      context: { type: GraphQLInt, subscribe: () => count(3), resolve: (_event, _input, { number }) => number },
      flood: { type: GraphQLString, subscribe: flood, ...passOn },
      forever: { type: GraphQLInt, subscribe: forever, ...passOn },
      echo: { ...echo, subscribe: () => count(1), resolve: (_event, { text }) => text },
      sum: { ...sum, subscribe: () => count(1), resolve: () => 0 },
      thing: { type: thing, subscribe: () => count(1), resolve: () => ({}) },
      refused: {
        type: GraphQLString,
        subscribe: () => {
          throw new Refusal("NOT_FOUND", "There is no such thing.");
        },
      },
      broken: { type: GraphQLString, subscribe: () => invariant(false, "the secret of the beginning") },
      brokenSource: { type: GraphQLString, subscribe: breakAfterOne, ...passOn },
      brokenField: {
        type: GraphQLString,
        subscribe: () => count(2),
        resolve: () => invariant(false, "the secret of the field"),
      },
    },
  }),
});

/** Waits for an event that never comes. */
function forever() {
  state.waiting += 1;
  let end = () => {};
  const ended = new Promise<IteratorResult<number>>((resolve) => {
    end = () => resolve({ value: undefined, done: true });
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => ended,
    return: () => {
      state.waiting -= 1;
      end();
      return ended;
    },
  };
}

const options = {
  schema,
  createContext: () => {
    contexts += 1;
    return { number: contexts };
  },
  pingDatabase: async () => {},
  logger,
  host: "127.0.0.1",
  port: 0,
};

/** An HTTP server whose schema has a subscription for each thing that may happen; stopped when the file ends. */
export async function startSubscriptionServer(): Promise<SubscriptionServer> {
  const server = await startHttpServer(options);
  afterAll(() => server.close());
  return { ...server, url: `${server.address}/graphql` };
}

/** How many events `flood` was asked for when it is asked for no more. */
export async function floodSettled(): Promise<number> {
  for (let before = -1; ; await sleep(200)) {
    if (state.flooded === before) return before;
    before = state.flooded;
  }
}

export async function openTcp({ address }: HttpServer): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connectTcp(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}
