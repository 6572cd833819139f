import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../src/inventory/database/migrate.ts";
import { useEmbeddedPostgres } from "../../src/server/embedded-postgres/embedded-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which databases may be made, as the URL of its maintenance database. */
    serverUrl: string;
    templateName: string;
  }
}

/** One migrated template database for the whole run; each test file clones it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  try {
    const dropTemplate = await makeTemplate(project, server.url);
    return async () => {
      await dropTemplate();
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function makeTemplate(project: TestProject, serverUrl: string): Promise<() => Promise<void>> {
  const templateName = `vtpm_template_${process.pid}_${Date.now()}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${templateName}`);
  const templateUrl = new URL(serverUrl);
  templateUrl.pathname = `/${templateName}`;
  await migrateDatabase(templateUrl.href);
  project.provide("serverUrl", serverUrl);
  project.provide("templateName", templateName);
  return async () => {
    await client.query(`drop database ${templateName} with (force)`);
    await client.end();
  };
}

/** The server of TEST_DATABASE_URL, or else an embedded one with its data in a temporary directory. */
async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const dataDirectory = await mkdtemp(join(tmpdir(), "vtpm-gateway-test-"));
  const server = await useEmbeddedPostgres({
    dataDirectory,
    purpose: "test",
    say: () => {},
    // The data need not outlive the run; and many test files, each with its own connections, run at once.
    parameters: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" },
  });
  return {
    url: server.urlOf("postgres"),
    stop: async () => {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
