import { pino } from "pino";
import { afterAll } from "vitest";
import { createContext } from "../../src/graphql/context.ts";
import { buildGatewaySchema } from "../../src/graphql/schema.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { type Database, openDatabase } from "../../src/inventory/database/database.ts";
import { importEstate } from "../../src/inventory/estate-file/import-estate.ts";
import { startHttpServer } from "../../src/server/http-server.ts";
import { TaskFeed } from "../../src/tasks/task-feed.ts";
import { startWorker } from "../../src/tasks/worker.ts";
import { createTestDatabase } from "./database.ts";
import { type EstateOfTest, readDemoEstate } from "./demo-estate.ts";

/** The answer to an operation, as JSON; tests look into it without types of their own. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what its test asks for
export type Json = any;

export interface Answer {
  readonly data: Json;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Json }[];
}

export interface TestGateway {
  readonly url: string;
  readonly databaseUrl: string;
  readonly db: Database;
  /** What was sent to Postgres through Drizzle since `statements.length = 0`. */
  readonly statements: string[];
  /** What the log has. */
  readonly log: string[];
  readonly taskFeed: TaskFeed;
  /** Sends an operation over HTTP. */
  send(query: string, variables?: object): Promise<Answer>;
  /** Sends an operation that must succeed, and gives its data. */
  ask(query: string, variables?: object): Promise<Json>;
  /** Stops its HTTP server, as `serve` does first when it is asked to stop. */
  closeServer(): Promise<void>;
}

export interface TestGatewayOptions {
  readonly estate?: EstateOfTest;
  readonly taskSeconds?: number;
  /** Another gateway's database, with the estate that is in it. */
  readonly databaseUrl?: string;
  /** False: the tasks are left to others. */
  readonly worker?: boolean;
}

/** A gateway of the test file's own: its database, its HTTP server and its worker, stopped when the file ends. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const databaseUrl = options.databaseUrl ?? (await createTestDatabase());
  const statements: string[] = [];
  const log: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => log.push(line) });
  const database = openDatabase(databaseUrl, {
    maxConnections: 8,
    applicationName: "vtpm-gateway test",
    onStatement: (statement) => statements.push(statement),
  });
  const { db } = database;
  if (options.databaseUrl === undefined) {
    await importEstate(providerAdministrator, db, options.estate ?? (await readDemoEstate()), { replace: false });
  }
  const worker =
    options.worker === false
      ? null
      : await startWorker({
          db,
          url: databaseUrl,
          concurrency: 4,
          taskSeconds: options.taskSeconds ?? 0,
          taskRetentionDays: 90,
          log: logger,
        });
  const taskFeed = new TaskFeed(databaseUrl, logger);
  await taskFeed.listening;
  const server = await startHttpServer({
    schema: await buildGatewaySchema(),
    createContext: () => createContext(db, taskFeed, providerAdministrator),
    pingDatabase: () => database.pool.query("select 1"),
    logger,
    host: "127.0.0.1",
    port: 0,
  });
  afterAll(async () => {
    await server.close();
    await worker?.stop();
    await taskFeed.stop();
    await database.close();
  });

  const url = `${server.address}/graphql`;
  const send = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  const ask = async (query: string, variables: object = {}): Promise<Json> => {
    const { data, errors } = await send(query, variables);
    if (errors) throw new Error(`the gateway answered with errors: ${JSON.stringify(errors, null, 2)}`);
    return data;
  };
  return { url, databaseUrl, db, statements, log, taskFeed, send, ask, closeServer: () => server.close() };
}
