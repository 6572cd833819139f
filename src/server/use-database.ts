import pg from "pg";
import { useEmbeddedPostgres } from "./embedded-postgres/embedded-postgres.ts";
import type { Settings } from "./settings.ts";
import { StartupError } from "./startup-error.ts";

/** The database on the embedded server, which has no other. */
const DATABASE_NAME = "vtpm_gateway";

/** As `server_version_num` has it. */
const OLDEST_VERSION = 150_000;

export interface UsedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** To be called once, when nothing uses the database any more. */
  stop(): Promise<void>;
}

export interface DatabaseUse {
  /** What the database is used for, e.g. `serve` or `import`. */
  readonly purpose: string;
  /** Is told, in plain lines, what is started, used and stopped. */
  readonly say: (line: string) => void;
}

/**
 * The database of DATABASE_URL, or else the embedded one, which is started if no other process has.
 *
 * @throws StartupError
 */
export async function useDatabase(
  settings: Pick<Settings, "databaseUrl" | "dataDirectory">,
  use: DatabaseUse,
): Promise<UsedDatabase> {
  const { databaseUrl, dataDirectory } = settings;
  if (databaseUrl !== null) {
    await refuseUnusable(databaseUrl);
    return { url: databaseUrl, embedded: false, stop: async () => {} };
  }
  const server = await useEmbeddedPostgres({ dataDirectory, ...use });
  try {
    await server.ensureDatabase(DATABASE_NAME);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.urlOf(DATABASE_NAME), embedded: true, stop: () => server.stop() };
}

async function refuseUnusable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
    );
    const [found] = rows;
    if (found !== undefined && found.number < OLDEST_VERSION) {
      throw new StartupError(`DATABASE_URL: found PostgreSQL ${found.version}, expected 15 or later.`);
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`DATABASE_URL: ${describeDatabase(url)} cannot be used: ${reasonOf(error)}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The host and the database, without the user and the password. */
export function describeDatabase(url: string): string {
  const { host, pathname } = new URL(url);
  return `the database ${decodeURIComponent(pathname.slice(1))} on ${host || "this machine"}`;
}

/** A host with several addresses fails with one error for each of them, and none for the whole. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
