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
 * @throws UnfitDatabase where a newer program has been there already.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "vtpm-gateway migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await refuseNewerDatabase(client);
    await migrate(drizzle(client), { migrationsFolder });
    await runMigrations({ connectionString: url });
  } finally {
    // Ending the session also releases the lock, whatever state the session is in.
    await client.end();
  }
}

async function refuseNewerDatabase(client: pg.Client): Promise<void> {
  const found = await client.query("select to_regclass('drizzle.__drizzle_migrations') as relation");
  if (found.rows[0]?.relation === null) return;
  const applied = await client.query<{ newest: string | null }>(
    "select max(created_at)::text as newest from drizzle.__drizzle_migrations",
  );
  const journal: { entries: { when: number }[] } = JSON.parse(
    await readFile(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  );
  const newestKnown = Math.max(...journal.entries.map((entry) => entry.when));
  if (Number(applied.rows[0]?.newest ?? 0) > newestKnown) {
    throw new UnfitDatabase(
      "The database was migrated by a newer version of vtpm-gateway than this one. Run that version, or point DATABASE_URL at another database.",
    );
  }
}
