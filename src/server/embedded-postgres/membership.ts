import pg from "pg";

/**
 * Who uses the embedded server is known by advisory locks, because they end with their process, however it
 * ends. They are local to a database: all are taken in the maintenance database. The first number is "vtpm"
 * in ASCII.
 */
const USERS_LOCK = [0x7674706d, 1];

/** One user of the embedded server: a session that holds the users' lock, shared. */
export interface Membership {
  /** How many others hold the lock. */
  countOthers(): Promise<number>;
  readonly client: pg.Client;
  /** False once the session broke, and the lock with it. */
  holds(): boolean;
  /** Gives the lock up. True: this was the last user, and nobody can join until the session ends. */
  leave(): Promise<boolean>;
}

/** Connects and joins. Waits while the last user of before stops the server, and then fails with it. */
export async function joinServer(maintenanceUrl: string, purpose: string): Promise<Membership> {
  const client = new pg.Client({
    connectionString: maintenanceUrl,
    application_name: `vtpm-gateway ${purpose}`,
    connectionTimeoutMillis: 10_000,
  });
  let holds = true;
  client.on("error", () => {
    holds = false;
  });
  try {
    await client.connect();
    await client.query("select pg_advisory_lock_shared($1, $2)", USERS_LOCK);
    return { client, countOthers: () => countOthers(client), holds: () => holds, leave: () => leave(client) };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function countOthers(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_locks
     where locktype = 'advisory' and granted and classid = $1 and objid = $2 and pid <> pg_backend_pid()`,
    USERS_LOCK,
  );
  return rows[0]?.others ?? 0;
}

/**
 * Giving up the shared lock comes first: were two users to ask for the exclusive one while both still held
 * the shared one, neither would be the last.
 */
async function leave(client: pg.Client): Promise<boolean> {
  await client.query("select pg_advisory_unlock_shared($1, $2)", USERS_LOCK);
  const { rows } = await client.query<{ last: boolean }>("select pg_try_advisory_lock($1, $2) as last", USERS_LOCK);
  return rows[0]?.last ?? false;
}

/** Whether a server that is starting, stopping or full may well answer a moment later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  const passing = [
    "ECONNREFUSED",
    "ECONNRESET",
    "57P01", // admin_shutdown
    "57P02", // crash_shutdown
    "57P03", // cannot_connect_now
    "53300", // too_many_connections
  ];
  return passing.includes(code) || /terminated unexpectedly|timeout expired/.test(error.message);
}
