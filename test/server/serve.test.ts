import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { ServeProcess } from "../support/serve-process.ts";

const folders: string[] = [];
const processes: ServeProcess[] = [];

function serve(settings: Record<string, string>): ServeProcess {
  const started = new ServeProcess(settings);
  processes.push(started);
  return started;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vtpm-serve-"));
  folders.push(folder);
  return folder;
}

async function countVCenters(address: string): Promise<number> {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ vcenters { totalCount } }" }),
  });
  return JSON.parse(await response.text()).data.vcenters.totalCount;
}

async function isPostgresRunning(folder: string): Promise<boolean> {
  return (await readdir(join(folder, "postgres"))).includes("postmaster.pid");
}

afterEach(async () => {
  for (const started of processes.splice(0)) {
    if (started.child.exitCode === null && started.child.signalCode === null) await started.stop();
  }
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe("serve on the embedded PostgreSQL", () => {
  test("says what it starts and where, loads the demo estate, and stops all of it on Ctrl-C", async () => {
    const folder = await emptyFolder();
    const gateway = serve({ DATA_DIRECTORY: folder });
    const address = await gateway.address();
    expect(await countVCenters(address)).toBe(5);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await gateway.stop("SIGINT")).toBe(0);
    const data = join(folder, "postgres");
    expect(gateway.lines.map((line) => line.replace(/PostgreSQL \d+\.\d+/, "PostgreSQL N"))).toEqual([
      `Making a PostgreSQL N data directory in ${data}`,
      `Started PostgreSQL N, data in ${data}`,
      "Loaded the demo estate, examples/demo-estate.json",
      "The gateway is ready.",
      `  GraphiQL   ${address}/`,
      `  GraphQL    ${address}/graphql`,
      `  database   ${data}`,
      "Stop it with Ctrl-C.",
      "Stopping…",
      "Stopped PostgreSQL",
    ]);
    expect(await isPostgresRunning(folder)).toBe(false);
  });

  test("a second one on the same data says so, and harms nothing; after a kill the next takes over", async () => {
    const folder = await emptyFolder();
    const first = serve({ DATA_DIRECTORY: folder });
    const address = await first.address();
    const second = serve({ DATA_DIRECTORY: folder });
    expect(await second.exitCode()).toBe(1);
    expect(second.lines).toContain(
      `A gateway is already running on ${folder} at ${address} (process ${first.child.pid}). Stop it, or give this one a DATABASE_URL or a DATA_DIRECTORY of its own.`,
    );
    expect(await countVCenters(address)).toBe(5);

    await first.stop("SIGKILL");
    expect(await isPostgresRunning(folder)).toBe(true);
    const third = serve({ DATA_DIRECTORY: folder });
    expect(await countVCenters(await third.address())).toBe(5);
    expect(third.lines[0]).toContain("Taking over, from a process that was killed");
    expect(await third.stop("SIGTERM")).toBe(0);
    expect(await isPostgresRunning(folder)).toBe(false);
  });

  test("a port that is taken is one clear line, and PostgreSQL does not stay behind", async () => {
    const folder = await emptyFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const gateway = serve({ DATA_DIRECTORY: folder, PORT: String(port) });
    expect(await gateway.exitCode()).toBe(1);
    expect(gateway.lines.filter((line) => line.includes(`Port ${port} on 127.0.0.1 is taken`))).toHaveLength(1);
    expect(gateway.lines.join("\n")).not.toContain("    at ");
    expect(await isPostgresRunning(folder)).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("serve on DATABASE_URL", () => {
  test("any number at once; nothing is loaded unasked, but how to load it is said", async () => {
    const DATABASE_URL = await createTestDatabase();
    const gateways = [serve({ DATABASE_URL }), serve({ DATABASE_URL })];
    const addresses = await Promise.all(gateways.map((gateway) => gateway.address()));
    expect(new Set(addresses).size).toBe(2);
    expect(await Promise.all(addresses.map(countVCenters))).toEqual([0, 0]);
    for (const gateway of gateways) {
      expect(gateway.lines[0]).toBe(
        "The estate is empty. To load the demo estate: npm run gateway -- import examples/demo-estate.json",
      );
      expect(await gateway.stop()).toBe(0);
    }
  });

  test("that does not answer is one clear line, without the password", async () => {
    const gateway = serve({ DATABASE_URL: "postgres://gateway:secret@127.0.0.1:1/vtpm" });
    expect(await gateway.exitCode()).toBe(1);
    expect(gateway.lines).toEqual([
      "DATABASE_URL: the database vtpm on 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1",
    ]);
  });
});

test("everything that is wrong with the settings is said at once", async () => {
  const gateway = serve({ PORT: "port", LOG_LEVEL: "loud" });
  expect(await gateway.exitCode()).toBe(1);
  expect(gateway.lines).toEqual([
    'PORT: found "port", expected a whole number from 0 to 65535.',
    'LOG_LEVEL: found "loud", expected one of fatal, error, warn, info, debug, trace, silent.',
  ]);
});
