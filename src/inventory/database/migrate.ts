import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { packageRoot } from "./package-root.ts";
import { UnfitDatabase } from "./unfit-database.ts";

/** Any number will do, as long as every version of the program takes the same one: "vtpm" in ASCII. */
const MIGRATION_LOCK = 0x7674706d;

const migrationsFolder = join(packageRoot, "migrations");

/**
 * Brings the database up to this program, however many processes try at once: `migrate()` of Drizzle
 * takes no lock, so the connection that it runs on holds an advisory one.
 *
 * @throws UnfitDatabase where another version's migrations have been there, which this one cannot go on from.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "vtpm-gateway migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await refuseForeignDatabase(client);
    await migrate(drizzle(client), { migrationsFolder });
    await runMigrations({ connectionString: url });
  } finally {
    // Ending the session also releases the lock, whatever state the session is in.
    await client.end();
  }
}

/** Migrations that were applied and are not this program's: a newer one's, or those from before version 0.2. */
async function refuseForeignDatabase(client: pg.Client): Promise<void> {
  const found = await client.query("select to_regclass('drizzle.__drizzle_migrations') as relation");
  if (found.rows[0]?.relation === null) return;
  const { rows } = await client.query<{ oldest: string | null; newest: string | null }>(
    "select min(created_at)::text as oldest, max(created_at)::text as newest from drizzle.__drizzle_migrations",
  );
  const journal: { entries: { when: number }[] } = JSON.parse(
    await readFile(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  );
  const known = journal.entries.map((entry) => entry.when);
  const [oldest, newest] = [Number(rows[0]?.oldest ?? 0), Number(rows[0]?.newest ?? 0)];
  if (newest > Math.max(...known)) {
    throw new UnfitDatabase(
      "The database was migrated by a newer version of vtpm-gateway than this one. Run that version, or point DATABASE_URL at another database.",
    );
  }
  if (oldest > 0 && oldest < Math.min(...known)) {
    throw new UnfitDatabase(
      "The database was made by vtpm-gateway 0.1, whose tables cannot be migrated. Write its estate to a file with that version (export estate.json), and read the file into an empty database with this one (import estate.json); the embedded PostgreSQL starts empty where .data is moved away.",
    );
  }
}
