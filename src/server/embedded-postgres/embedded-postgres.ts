import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { StartupError } from "../startup-error.ts";
import { choosePostgresAccount, type PostgresAccount } from "./account.ts";
import { findPostgresBinaries, isFileError, type PostgresBinaries } from "./binaries.ts";
import { isDataDirectory, type Parameters, prepareDataDirectory, readPassword, SUPERUSER } from "./data-directory.ts";
import { type DataPaths, dataPaths } from "./data-paths.ts";
import { makeFolder } from "./make-folder.ts";
import { isPassing, joinServer, type Membership } from "./membership.ts";
import { readPostmaster, startPostmaster, stopPostmaster } from "./postmaster.ts";

/** Longer than the longest that starting or stopping a server is waited for. */
const PATIENCE_MILLISECONDS = 90_000;

/** pg_ctl looks ten times a second whether the server is ready; then its starter joins. */
const JOIN_MILLISECONDS = 500;

export interface EmbeddedPostgres {
  /** The URL of a database on the server, whether it exists or not. */
  urlOf(database: string): string;
  ensureDatabase(name: string): Promise<void>;
  /** Leaves the server, and stops it if nobody else uses it. Once. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresUse {
  readonly dataDirectory: string;
  /** What the server is used for, e.g. `serve` or `import`. */
  readonly purpose: string;
  readonly say: (line: string) => void;
  /** PostgreSQL parameters of a data directory that is made now. */
  readonly parameters?: Parameters;
}

interface Server {
  readonly paths: DataPaths;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly password: string;
}

/**
 * The real PostgreSQL, from npm, with its data in `<dataDirectory>/postgres`. Any number of processes share
 * one server: the first to come starts it, and the last to go stops it.
 *
 * @throws StartupError
 */
export async function useEmbeddedPostgres(use: EmbeddedPostgresUse): Promise<EmbeddedPostgres> {
  const server = await prepareServer(use);
  const { membership, port } = await joinOrStart(server, use);
  return {
    urlOf: (database) => serverUrl(server, port, database),
    ensureDatabase: (name) => ensureDatabase(membership.client, name),
    stop: () => leaveOrStop(server, membership, use, port),
  };
}

async function prepareServer({ dataDirectory, say, parameters }: EmbeddedPostgresUse): Promise<Server> {
  const paths = dataPaths(dataDirectory);
  await makeFolder(paths.root).catch((error) => {
    throw new StartupError(`DATA_DIRECTORY ${paths.root} cannot be made: ${error.message}`);
  });
  const binaries = await findPostgresBinaries();
  const account = await choosePostgresAccount(binaries, paths);
  if (!(await isDataDirectory(paths, account))) {
    say(`Making a PostgreSQL ${account.version} data directory in ${paths.postgres}`);
    await prepareDataDirectory(paths, account, binaries, parameters ?? {});
  }
  return { paths, binaries, account, password: await readPassword(paths) };
}

function serverUrl(server: Server, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${server.password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

async function joinOrStart(
  server: Server,
  use: EmbeddedPostgresUse,
): Promise<{ membership: Membership; port: number }> {
  const { paths, account, binaries } = server;
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  let startedHere = false;
  let lastError: unknown = null;
  while (Date.now() < deadline) {
    const postmaster = await readPostmaster(paths);
    const killed = postmaster?.ready && isFileError(lastError, "ECONNREFUSED");
    if (!postmaster?.alive || killed) {
      startedHere = await startPostmaster(paths, account, binaries);
      lastError = null;
      continue;
    }
    try {
      const membership = await joinServer(serverUrl(server, postmaster.port, "postgres"), use.purpose);
      if (startedHere) use.say(`Started PostgreSQL ${account.version}, data in ${paths.postgres}`);
      else await sayWhatRuns(server, membership, use);
      return { membership, port: postmaster.port };
    } catch (error) {
      if (!isPassing(error)) throw unusable(paths, error);
      lastError = error;
      await sleep(100);
    }
  }
  throw unusable(paths, lastError);
}

async function sayWhatRuns(
  { paths, account }: Server,
  membership: Membership,
  use: EmbeddedPostgresUse,
): Promise<void> {
  const server = `the running PostgreSQL ${account.version}, data in ${paths.postgres}`;
  if (await hasOthers(membership)) use.say(`Using ${server}`);
  else use.say(`Taking over, from a process that was killed, ${server}`);
}

async function hasOthers(membership: Membership): Promise<boolean> {
  if ((await membership.countOthers()) > 0) return true;
  // Whoever started the server a moment ago is yet to join it.
  await sleep(JOIN_MILLISECONDS);
  return (await membership.countOthers()) > 0;
}

function unusable(paths: DataPaths, error: unknown): StartupError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`The PostgreSQL in ${paths.postgres} does not answer: ${reason} (log: ${paths.log})`);
}

async function leaveOrStop(server: Server, joined: Membership, use: EmbeddedPostgresUse, port: number): Promise<void> {
  const { paths, account, binaries } = server;
  let membership = joined;
  try {
    // After a crash of the server, which restarts by itself, the lock is to be taken again.
    if (!joined.holds()) membership = await joinServer(serverUrl(server, port, "postgres"), use.purpose);
    if (await membership.leave()) {
      await stopPostmaster(paths, account, binaries);
      use.say("Stopped PostgreSQL");
    } else {
      use.say("PostgreSQL goes on for the other processes that use it");
    }
  } catch (error) {
    if (!isPassing(error)) throw error;
    use.say("PostgreSQL was gone already");
  } finally {
    await membership.client.end().catch(() => {});
  }
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (found.rows.length > 0) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const alreadyMade = ["42P04", "23505"]; // duplicate_database, and the same a moment earlier: unique_violation
    if (!(error instanceof Error && "code" in error && alreadyMade.includes(String(error.code)))) throw error;
  }
}
