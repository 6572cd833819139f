import { useEmbeddedPostgres } from "./embedded-postgres/embedded-postgres.ts";
import type { Settings } from "./settings.ts";

/** The database on the embedded server, which has no other. */
const DATABASE_NAME = "vtpm_gateway";

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
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, embedded: false, stop: async () => {} };
  const server = await useEmbeddedPostgres({ dataDirectory: settings.dataDirectory, ...use });
  try {
    await server.ensureDatabase(DATABASE_NAME);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.urlOf(DATABASE_NAME), embedded: true, stop: () => server.stop() };
}
