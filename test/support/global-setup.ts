import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../src/inventory/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which databases may be made, as the URL of its maintenance database. */
    serverUrl: string;
    templateName: string;
  }
}

/** One migrated template database for the whole run; each test file clones it. */
export default async function setup(project: TestProject) {
  const server = await startServer();
  const templateName = `vtpm_template_${process.pid}_${Date.now()}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateName}`);
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${templateName}`;
  await migrateDatabase(templateUrl.href);
  project.provide("serverUrl", server.url);
  project.provide("templateName", templateName);

  return async () => {
    await client.query(`drop database ${templateName} with (force)`);
    await client.end();
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is not set");
  return { url, stop: async () => {} };
}
