import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Clones the migrated template: an empty database of the test file's own, dropped when the file ends. */
export async function createTestDatabase(): Promise<string> {
  const name = `vtpm_test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name} template ${inject("templateName")}`);
  afterAll(() => onServer(`drop database if exists ${name} with (force)`));
  const url = new URL(inject("serverUrl"));
  url.pathname = `/${name}`;
  return url.href;
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
