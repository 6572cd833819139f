import { join } from "node:path";
import { pino } from "pino";
import { createContext } from "../graphql/context.ts";
import { buildGatewaySchema } from "../graphql/schema.ts";
import { providerAdministrator } from "../inventory/access/scope.ts";
import { openDatabase } from "../inventory/database/database.ts";
import { migrateDatabase } from "../inventory/database/migrate.ts";
import { TaskFeed } from "../tasks/task-feed.ts";
import { startWorker, type Worker } from "../tasks/worker.ts";
import { claimDataDirectory } from "./claim-data-directory.ts";
import { offerDemoEstate } from "./demo-estate.ts";
import { startHttpServer } from "./http-server.ts";
import type { Settings } from "./settings.ts";
import { listenForStopSignal, type StopSignal } from "./stop-signal.ts";
import { describeDatabase, useDatabase } from "./use-database.ts";

type Say = (line: string) => void;

/**
 * Runs the gateway until the process is asked to stop, and then stops it in good order: what was started
 * last stops first. A request to stop while it is starting is heeded at the next step.
 *
 * @throws StartupError, or UnfitDatabase
 */
export async function serve(settings: Settings, say: Say): Promise<void> {
  const signal = listenForStopSignal();
  const running = new RunningParts();
  try {
    await start(settings, say, signal, running);
    await signal.received;
    say("Stopping…");
  } finally {
    await running.stop();
    signal.dispose();
  }
}

async function start(settings: Settings, say: Say, signal: StopSignal, running: RunningParts): Promise<void> {
  const database = await useDatabase(settings, { purpose: "serve", say });
  running.add(() => database.stop());
  const claim = database.embedded ? await claimDataDirectory(database.url, settings.dataDirectory) : null;
  running.add(async () => claim?.release());
  if (signal.isReceived()) return;
  await migrateDatabase(database.url);

  // Plain lines go to stdout; the log has stderr.
  const logger = pino({ level: settings.logLevel }, pino.destination(2));
  const { db, pool, close } = openDatabase(database.url, {
    maxConnections: settings.databasePoolSize,
    applicationName: "vtpm-gateway serve",
    onConnectionLost: (error) => logger.warn({ err: error }, "a connection to the database was lost"),
  });
  running.add(close);
  await offerDemoEstate(db, { load: database.embedded, say });
  if (signal.isReceived()) return;

  const taskFeed = new TaskFeed(database.url, logger);
  running.add(() => taskFeed.stop());
  await taskFeed.listening;
  const server = await startHttpServer({
    schema: await buildGatewaySchema(),
    createContext: () => createContext(db, taskFeed, providerAdministrator),
    pingDatabase: () => pool.query("select 1"),
    logger,
    host: settings.host,
    port: settings.port,
  });
  let worker: Worker | null = null;
  running.add(async () => {
    // Requests first: one that is under way may yet queue a task.
    await server.close();
    await worker?.stop();
  });
  await claim?.announce(server.address);
  worker = await startWorker({
    db,
    url: database.url,
    concurrency: settings.workerConcurrency,
    taskSeconds: settings.simulatedTaskSeconds,
    taskRetentionDays: settings.taskRetentionDays,
    log: logger,
  });
  say("The gateway is ready.");
  say(`  GraphiQL   ${server.address}/`);
  say(`  GraphQL    ${server.address}/graphql`);
  say(`  database   ${database.embedded ? join(settings.dataDirectory, "postgres") : describeDatabase(database.url)}`);
  say("Stop it with Ctrl-C.");
}

/** What was started, in that order. */
class RunningParts {
  readonly #stops: (() => Promise<void>)[] = [];

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Stops all of it, even if some of it fails to. */
  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.reverse()) await stop().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
