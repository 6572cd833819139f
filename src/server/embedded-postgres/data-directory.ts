import { randomBytes } from "node:crypto";
import { link, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "../startup-error.ts";
import type { PostgresAccount } from "./account.ts";
import { ifAbsent, isFileError, type PostgresBinaries } from "./binaries.ts";
import type { DataPaths } from "./data-paths.ts";

export const SUPERUSER = "vtpm_gateway";

/** PostgreSQL's configuration parameters. */
export type Parameters = Readonly<Record<string, string>>;

const OWN_PARAMETERS: Parameters = {
  listen_addresses: "127.0.0.1",
  // A socket's path may be 107 bytes long at the most, and a checkout may lie deeper than that.
  unix_socket_directories: "",
  // A few processes with a pool of 10 each; a test run opens more.
  max_connections: "200",
};

/**
 * Makes the data directory, however many processes try at once: each makes one under a name of its own,
 * and the first to rename it wins.
 */
export async function prepareDataDirectory(
  paths: DataPaths,
  account: PostgresAccount,
  binaries: PostgresBinaries,
  parameters: Parameters,
): Promise<void> {
  await choosePassword(paths, account);
  const unfinished = await mkdtemp(`${paths.postgres}.new-`);
  try {
    await account.own(unfinished);
    await initialize(unfinished, paths, account, binaries, parameters);
    await rename(unfinished, paths.postgres);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (isFileError(error, "ENOTEMPTY", "EEXIST", "EPERM") && (await isDataDirectory(paths, account))) return;
    throw error;
  }
}

async function initialize(
  directory: string,
  paths: DataPaths,
  account: PostgresAccount,
  binaries: PostgresBinaries,
  parameters: Parameters,
): Promise<void> {
  const { exitCode, output } = await account.run(binaries.initdb, [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${paths.password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-instructions",
    ...Object.entries({ ...OWN_PARAMETERS, ...parameters }).map(([name, value]) => `--set=${name}=${value}`),
  ]);
  if (exitCode !== 0) {
    const reason = output.split("\n").findLast((line) => line.includes("error:")) ?? output;
    throw new StartupError(`PostgreSQL cannot make its data directory under ${paths.root}: ${reason}`);
  }
}

/** Whether there is a data directory to be used; a StartupError if it is one that cannot. */
export async function isDataDirectory(paths: DataPaths, account: PostgresAccount): Promise<boolean> {
  const entries = await readdir(paths.postgres).catch(ifAbsent([])).catch(notReadable(paths));
  // rename() replaces an empty directory.
  if (entries.length === 0) return false;
  const version = await readFile(join(paths.postgres, "PG_VERSION"), "utf8").catch(ifAbsent(null));
  const remedy = "Move it away, or set DATA_DIRECTORY or DATABASE_URL";
  if (version === null) throw new StartupError(`${paths.postgres} is not a PostgreSQL data directory. ${remedy}.`);
  const [ours] = account.version.split(".");
  if (version.trim() !== ours) {
    throw new StartupError(
      `${paths.postgres} holds the data of PostgreSQL ${version.trim()}, and this program brings PostgreSQL ${ours}. ${remedy}.`,
    );
  }
  return true;
}

/** Of two processes that choose a password at the same time, both go on with the first one's. */
async function choosePassword(paths: DataPaths, account: PostgresAccount): Promise<void> {
  const unfinished = `${paths.password}.${randomBytes(6).toString("hex")}`;
  await writeFile(unfinished, randomBytes(24).toString("base64url"), { mode: 0o600 });
  try {
    await account.own(unfinished);
    await link(unfinished, paths.password);
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
  } finally {
    await unlink(unfinished);
  }
}

export async function readPassword(paths: DataPaths): Promise<string> {
  const password = await readFile(paths.password, "utf8").catch(ifAbsent(null)).catch(notReadable(paths));
  if (password !== null) return password;
  throw new StartupError(
    `${paths.password}, the password of the PostgreSQL in ${paths.postgres}, is missing. Put it back, or move ${paths.root} away and start anew.`,
  );
}

function notReadable(paths: DataPaths): (error: unknown) => never {
  return (error) => {
    if (!isFileError(error, "EACCES")) throw error;
    throw new StartupError(
      `${paths.root} belongs to another user. Start vtpm-gateway as that user, or set DATA_DIRECTORY or DATABASE_URL.`,
    );
  };
}
