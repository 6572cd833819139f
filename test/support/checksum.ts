import pg from "pg";

/** A hash of all rows of all tables of the estate, its tasks and the audit log: equal ones, nothing was changed. */
export async function checksumDatabase(url: string): Promise<Record<string, string | null>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
    );
    const checksums: Record<string, string | null> = {};
    for (const { name } of rows) {
      const checksum = await client.query<{ hash: string | null }>(
        `select md5(string_agg(t::text, E'\\n' order by t::text)) as hash from "${name}" t`,
      );
      checksums[name] = checksum.rows[0]?.hash ?? null;
    }
    return checksums;
  } finally {
    await client.end();
  }
}
