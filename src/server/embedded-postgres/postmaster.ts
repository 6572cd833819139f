import { open, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import type { PostgresAccount } from "./account.ts";
import { ifAbsent, type PostgresBinaries } from "./binaries.ts";
import type { DataPaths } from "./data-paths.ts";

/** What postmaster.pid says of a server that runs, or that was killed. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether there is a process of that id; it may be another program's by now. */
  readonly alive: boolean;
  readonly ready: boolean;
}

/** Crash recovery after a power cut may take its time. */
const PATIENCE_SECONDS = 60;

export async function readPostmaster(paths: DataPaths): Promise<Postmaster | null> {
  const text = await readFile(join(paths.postgres, "postmaster.pid"), "utf8").catch(ifAbsent(null));
  if (text === null) return null;
  // In this order: process id, data directory, start time, port, socket directory, address, shared memory, status.
  const [pid, , , port, , , , status] = text.split("\n");
  return { pid: Number(pid), port: Number(port), alive: isAlive(Number(pid)), ready: status?.trim() === "ready" };
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Starts the server on a free port and waits until it takes connections. PostgreSQL itself sees to it that a
 * data directory has one server: where another process is faster, its server is as good.
 *
 * @returns whether this process started it; if not, look again
 */
export async function startPostmaster(
  paths: DataPaths,
  account: PostgresAccount,
  binaries: PostgresBinaries,
): Promise<boolean> {
  await openLog(paths, account);
  const { size } = await stat(paths.log);
  const { exitCode, output } = await account.run(binaries.pgCtl, [
    "start",
    `--pgdata=${paths.postgres}`,
    `--log=${paths.log}`,
    `--options=-p ${await freePort()}`,
    "--wait",
    `--timeout=${PATIENCE_SECONDS}`,
    "--silent",
  ]);
  if (exitCode === 0) return true;
  // The other process's server may not even have written its port yet.
  await sleep(200);
  if ((await readPostmaster(paths))?.alive) return false;
  const log = (await readFile(paths.log)).subarray(size).toString("utf8");
  // Somebody else took the port between its choice and its use.
  if (log.includes("could not create any TCP/IP sockets")) return false;
  const reason = log.split("\n").find((line) => /FATAL|PANIC|ERROR/.test(line)) ?? output.split("\n").at(-1);
  throw new StartupError(`The PostgreSQL in ${paths.postgres} does not start: ${reason?.trim()} (log: ${paths.log})`);
}

/**
 * Stops the server: sessions are ended, what they were doing is rolled back, and the data is complete on
 * disk. Waits by itself, because pg_ctl would go on to wait for the next server, if one starts at once.
 */
export async function stopPostmaster(
  paths: DataPaths,
  account: PostgresAccount,
  binaries: PostgresBinaries,
): Promise<void> {
  const stopping = await readPostmaster(paths);
  const { output } = await account.run(binaries.pgCtl, [
    "stop",
    `--pgdata=${paths.postgres}`,
    "--mode=fast",
    "--no-wait",
    "--silent",
  ]);
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while (Date.now() < deadline) {
    const found = await readPostmaster(paths);
    if (!found?.alive || found.pid !== stopping?.pid) return;
    await sleep(20);
  }
  throw new Error(`The PostgreSQL in ${paths.postgres} does not stop: ${output} (log: ${paths.log})`);
}

/** The log must be the account's to append to, in a directory that need not be. */
async function openLog(paths: DataPaths, account: PostgresAccount): Promise<void> {
  const log = await open(paths.log, "a", 0o600);
  await log.close();
  await account.own(paths.log);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
