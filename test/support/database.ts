import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Clones the migrated template: an empty database of the test file's own, dropped when the file ends. */
export async function createTestDatabase(): Promise<string> {
  const { url, drop } = await makeTestDatabase();
  afterAll(drop);
  return url;
}

/** @param original The URL of the database to clone, which nobody uses at the moment; the migrated template. */
export async function makeTestDatabase(original?: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = original === undefined ? inject("templateName") : new URL(original).pathname.slice(1);
  const name = `vtpm_test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name} template ${template}`);
  const url = new URL(inject("serverUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
