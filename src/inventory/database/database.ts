import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as tables from "../../../schema/tables/index.ts";

export type Database = NodePgDatabase<typeof tables>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query can be sent through: the pool, or a transaction. */
export type Connection = Database | Transaction;

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly maxConnections: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Called for each statement sent through Drizzle. */
  readonly onStatement?: (statement: string) => void;
  /** Called when a connection breaks; the pool replaces it by itself, and a query under way is rejected. */
  readonly onConnectionLost?: (error: Error) => void;
}

export function openDatabase(url: string, options: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
  });
  // Each connection speaks for itself: the pool hears only of idle ones, and one that breaks inside a
  // transaction with nobody listening ends the process.
  pool.on("connect", (client) => client.on("error", (error) => options.onConnectionLost?.(error)));
  pool.on("error", () => {});
  const { onStatement } = options;
  const db = drizzle(pool, {
    schema: tables,
    casing: "snake_case",
    ...(onStatement && { logger: { logQuery: (statement: string) => onStatement(statement) } }),
  });
  return { db, pool, close: () => pool.end() };
}
