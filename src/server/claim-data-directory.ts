import pg from "pg";
import { StartupError } from "./startup-error.ts";

/** The first number is "vtpm" in ASCII; 1 is the lock of all users of the embedded server. */
const SERVE_LOCK = [0x7674706d, 2];

/** The session of a killed process ends a moment after it. */
const PATIENCE = "1s";

export interface DataDirectoryClaim {
  /** Says where the gateway listens, for the next one that tries. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * One gateway for each data directory: whoever starts a second one by mistake should hear of the first.
 * Other commands share the embedded server freely.
 *
 * @param url the database of the embedded server
 * @throws StartupError where there is one already
 */
export async function claimDataDirectory(url: string, dataDirectory: string): Promise<DataDirectoryClaim> {
  const name = `vtpm-gateway serve ${process.pid}`;
  const client = new pg.Client({ connectionString: url, application_name: name });
  // The server is gone: the pool will say so.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${PATIENCE}'`);
    await client.query("select pg_advisory_lock($1, $2)", SERVE_LOCK);
  } catch (error) {
    const holder = isLockTimeout(error) ? await findHolder(client) : null;
    await client.end();
    throw holder === null ? error : alreadyRunning(holder, dataDirectory);
  }
  return {
    announce: async (address) => {
      await client.query("select set_config('application_name', $1, false)", [`${name} ${address}`]);
    },
    release: () => client.end(),
  };
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and classid = $1 and objid = $2`,
    SERVE_LOCK,
  );
  return rows[0]?.name ?? "";
}

function alreadyRunning(holder: string, dataDirectory: string): StartupError {
  const [, , pid, address] = holder.split(" ");
  const where = address === undefined ? "" : ` at ${address}`;
  const who = pid === undefined ? "" : ` (process ${pid})`;
  return new StartupError(
    `A gateway is already running on ${dataDirectory}${where}${who}. Stop it, or give this one a DATABASE_URL or a DATA_DIRECTORY of its own.`,
  );
}
