import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { choosePostgresAccount } from "../../src/server/embedded-postgres/account.ts";
import { findPostgresBinaries } from "../../src/server/embedded-postgres/binaries.ts";
import { prepareDataDirectory, readPassword, SUPERUSER } from "../../src/server/embedded-postgres/data-directory.ts";
import { type DataPaths, dataPaths } from "../../src/server/embedded-postgres/data-paths.ts";
import { readPostmaster } from "../../src/server/embedded-postgres/postmaster.ts";

/**
 * IMMEDIATE: all of it at once, as if the power had failed. KILLED: the postmaster, whose sessions find out by
 * and by. SESSION_KILLED: one session, whereupon the postmaster ends all of them and recovers.
 */
export const CRASHES = ["IMMEDIATE", "KILLED", "SESSION_KILLED"] as const;

/** A PostgreSQL of a test's own, that comes back on the same port with the same data. */
export interface CrashablePostgres {
  readonly url: string;
  /** Crashes, stays away for a while unless only a session is killed, and takes connections again when this returns. */
  crash(how: (typeof CRASHES)[number], awayMilliseconds: number): Promise<void>;
  /** With its data, for good. */
  remove(): Promise<void>;
}

/** What is committed outlives the processes, though not the machine: the operating system has it. */
const PARAMETERS = { fsync: "off", full_page_writes: "off" };

export async function startCrashablePostgres(): Promise<CrashablePostgres> {
  const paths = dataPaths(await mkdtemp(join(tmpdir(), "vtpm-gateway-crash-")));
  const binaries = await findPostgresBinaries();
  const account = await choosePostgresAccount(binaries, paths);
  await prepareDataDirectory(paths, account, binaries, PARAMETERS);
  await writeFile(paths.log, "");
  await account.own(paths.log);
  const port = await freePort();
  const password = await readPassword(paths);
  const control = (...words: string[]) =>
    account.run(binaries.pgCtl, [...words, `--pgdata=${paths.postgres}`, "--wait", "--silent"]);

  const start = async () => {
    // Sessions of one that was killed may take a moment to end, and keep its memory until then.
    for (const deadline = Date.now() + 20_000; ; await sleep(100)) {
      const { exitCode, output } = await control("start", `--log=${paths.log}`, `--options=-p ${port}`);
      if (exitCode === 0) return;
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not start again: ${output}`);
    }
  };
  const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres?sslmode=disable`;
  const crash: CrashablePostgres["crash"] = async (how, awayMilliseconds) => {
    if (how === "SESSION_KILLED") {
      await killSession(url);
      return untilAnswering(url);
    }
    if (how === "KILLED") await killPostmaster(paths);
    else await control("stop", "--mode=immediate");
    await sleep(awayMilliseconds);
    await start();
  };
  await start();
  return {
    url,
    crash,
    remove: async () => {
      await control("stop", "--mode=immediate");
      await rm(paths.root, { recursive: true, force: true });
    },
  };
}

async function killPostmaster(paths: DataPaths): Promise<void> {
  const postmaster = await readPostmaster(paths);
  if (!postmaster?.alive) throw new Error("there is no postmaster to be killed");
  process.kill(postmaster.pid, "SIGKILL");
}

/** One that is busy, if there is one, and not our own. */
async function killSession(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
     order by state <> 'idle' desc, random() limit 1`,
  );
  const [session] = rows;
  if (!session) throw new Error("there is no session to be killed");
  process.kill(session.pid, "SIGKILL");
  // The server ends it, as every session.
  await client.end().catch(() => {});
}

async function untilAnswering(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}
