import { setTimeout as sleep } from "node:timers/promises";
import { type Database, type OpenDatabase, openDatabase } from "../inventory/database/database.ts";
import { migrateDatabase } from "../inventory/database/migrate.ts";
import { readSettings } from "../server/settings.ts";
import { listenForStopSignal, type StopSignal } from "../server/stop-signal.ts";
import { useDatabase } from "../server/use-database.ts";
import { Interrupted } from "./command-failure.ts";
import { sayAside } from "./say.ts";

/** One for the work, and one to cancel it by. */
const MAX_CONNECTIONS = 2;
const CANCEL_AGAIN_MILLISECONDS = 100;

/**
 * Does a command's work on the migrated database, and leaves the database when it is done or when Ctrl-C
 * asks to stop.
 *
 * @throws Interrupted, StartupError, or what the work throws
 */
export async function runOnDatabase<T>(purpose: string, work: (db: Database) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const signal = listenForStopSignal();
  try {
    const database = await useDatabase(settings, { purpose, say: sayAside });
    try {
      await migrateDatabase(database.url);
      if (signal.isReceived()) throw new Interrupted();
      const applicationName = `vtpm-gateway ${purpose} ${process.pid}`;
      const open = openDatabase(database.url, { maxConnections: MAX_CONNECTIONS, applicationName });
      try {
        return await interruptible(open, applicationName, signal, work);
      } finally {
        await open.close();
      }
    } finally {
      await database.stop();
    }
  } finally {
    signal.dispose();
  }
}

/** What was done before the request to stop came through is done, and is not called interrupted. */
async function interruptible<T>(
  { db, pool }: OpenDatabase,
  applicationName: string,
  signal: StopSignal,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  let isSettled = false;
  const running = work(db).finally(() => {
    isSettled = true;
  });
  await Promise.race([running.catch(() => {}), signal.received]);
  while (!isSettled) {
    // What is canceled is the statement under way; between two of them there is none, so it is tried again.
    await pool.query(
      "select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()",
      [applicationName],
    );
    await sleep(CANCEL_AGAIN_MILLISECONDS);
  }
  return running.catch((error) => {
    throw signal.isReceived() ? new Interrupted() : error;
  });
}
