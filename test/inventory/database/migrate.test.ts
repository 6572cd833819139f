import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { migrateDatabase } from "../../../src/inventory/database/migrate.ts";
import { UnfitDatabase } from "../../../src/inventory/database/unfit-database.ts";
import { createTestDatabase } from "../../support/database.ts";

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe("migrateDatabase", () => {
  test("twenty processes at once leave one migrated database", async () => {
    const name = `vtpm_migrate_${process.pid}`;
    const url = new URL(inject("serverUrl"));
    await query(url.href, `create database ${name}`);
    afterAll(() => query(inject("serverUrl"), `drop database ${name} with (force)`));
    url.pathname = `/${name}`;

    await Promise.all(Array.from({ length: 20 }, () => migrateDatabase(url.href)));

    const applied = await query(
      url.href,
      "select hash, count(*)::int as times from drizzle.__drizzle_migrations group by hash",
    );
    expect(applied.length).toBeGreaterThan(1);
    expect(applied.every((row) => row.times === 1)).toBe(true);
  });

  test("a database newer than the program is refused and left alone", async () => {
    const url = await createTestDatabase();
    await query(
      url,
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 9999999999999)",
    );
    await expect(migrateDatabase(url)).rejects.toThrow(UnfitDatabase);
    expect(await query(url, "select 1 from drizzle.__drizzle_migrations where hash = 'from the future'")).toHaveLength(
      1,
    );
  });

  test("a database of version 0.1 is refused in one line that says how to carry it over", async () => {
    const url = await createTestDatabase();
    await query(url, "update drizzle.__drizzle_migrations set created_at = 1795410968987 where id = 1");
    const before = await query(url, "select * from drizzle.__drizzle_migrations order by id");
    const refused = await migrateDatabase(url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnfitDatabase);
    expect(String(refused)).toMatch(
      /^UnfitDatabase: [^\n]*0\.1[^\n]*export estate\.json[^\n]*import estate\.json[^\n]*$/,
    );
    expect(await query(url, "select * from drizzle.__drizzle_migrations order by id")).toEqual(before);
  });

  test("migrating again changes nothing", async () => {
    const url = await createTestDatabase();
    const before = await query(url, "select * from drizzle.__drizzle_migrations order by id");
    await migrateDatabase(url);
    expect(await query(url, "select * from drizzle.__drizzle_migrations order by id")).toEqual(before);
  });
});
