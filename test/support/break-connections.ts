import pg from "pg";
import { inject } from "vitest";

/** Ends the connections to a database as a failing network or an administrator would; returns how many. */
export async function killConnections(databaseUrl: string, applicationName = "%"): Promise<number> {
  const { rowCount } = await onServer(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name like $2",
    [nameOf(databaseUrl), applicationName],
  );
  return rowCount ?? 0;
}

/** Whether new connections to a database are let in. */
export async function letConnectionsIn(databaseUrl: string, allowed: boolean): Promise<void> {
  await onServer(`alter database ${nameOf(databaseUrl)} allow_connections ${allowed}`);
}

function nameOf(databaseUrl: string): string {
  return new URL(databaseUrl).pathname.slice(1);
}

async function onServer(statement: string, values: string[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}
