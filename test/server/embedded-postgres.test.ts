import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { StartupError } from "../../src/server/startup-error.ts";
import { type UsedDatabase, useDatabase } from "../../src/server/use-database.ts";

const folders: string[] = [];
const said: string[] = [];
const open = new Set<UsedDatabase>();

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vtpm-embedded-"));
  folders.push(folder);
  return folder;
}

async function use(dataDirectory: string, purpose = "test"): Promise<UsedDatabase> {
  const used = await useDatabase({ databaseUrl: null, dataDirectory }, { purpose, say: (line) => said.push(line) });
  open.add(used);
  const stop = async () => {
    open.delete(used);
    await used.stop();
  };
  return { ...used, stop };
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(() => {
  said.length = 0;
});

afterAll(async () => {
  await Promise.all([...open].map((used) => used.stop()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

describe("the embedded PostgreSQL", () => {
  test("keeps its data from one start to the next, and says what it does", async () => {
    const folder = await emptyFolder();
    const first = await use(folder);
    await query(first.url, "create table kept (word text); insert into kept values ('vTPM')");
    await first.stop();
    await expect(query(first.url, "select 1")).rejects.toThrow("ECONNREFUSED");

    const second = await use(folder);
    expect(await query(second.url, "select word from kept")).toEqual([{ word: "vTPM" }]);
    await second.stop();

    const data = join(folder, "postgres");
    expect(said.map((line) => line.replace(/PostgreSQL \d+\.\d+/, "PostgreSQL N"))).toEqual([
      `Making a PostgreSQL N data directory in ${data}`,
      `Started PostgreSQL N, data in ${data}`,
      "Stopped PostgreSQL",
      `Started PostgreSQL N, data in ${data}`,
      "Stopped PostgreSQL",
    ]);
  });

  test("listens on loopback alone, asks for a password, and keeps that to its owner", async () => {
    const folder = await emptyFolder();
    const used = await use(folder);
    const shown = await query(
      used.url,
      "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets",
    );
    expect(shown).toEqual([{ addresses: "127.0.0.1", sockets: "" }]);
    const withoutPassword = new URL(used.url);
    withoutPassword.password = "wrong";
    await expect(query(withoutPassword.href, "select 1")).rejects.toThrow("password authentication failed");
    expect((await stat(join(folder, "postgres.password"))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, "postgres"))).mode & 0o077).toBe(0);
    await used.stop();
  });

  test("is one server for all who start at once in an empty folder; the last to leave stops it", async () => {
    const folder = await emptyFolder();
    const users = await Promise.all(Array.from({ length: 5 }, (_, index) => use(folder, `user ${index}`)));
    expect(new Set(users.map((used) => used.url)).size).toBe(1);
    expect(said.filter((line) => line.startsWith("Started"))).toHaveLength(1);
    expect(said.filter((line) => line.startsWith("Using the running"))).toHaveLength(4);
    expect((await readdir(folder)).sort()).toEqual(["postgres", "postgres.log", "postgres.password"]);

    await users[0]?.stop();
    expect(await query(users[1]?.url ?? "", "select 1 as one")).toEqual([{ one: 1 }]);
    await Promise.all(users.slice(1).map((used) => used.stop()));
    expect(said.filter((line) => line === "Stopped PostgreSQL")).toHaveLength(1);
    expect(await readdir(join(folder, "postgres"))).not.toContain("postmaster.pid");
  });

  test("comes back for those who arrive while it is being stopped", async () => {
    const folder = await emptyFolder();
    let current = await use(folder);
    for (let round = 0; round < 3; round++) {
      const [next] = await Promise.all([use(folder), current.stop()]);
      expect(await query(next.url, "select 1 as one")).toEqual([{ one: 1 }]);
      current = next;
    }
    await current.stop();
  });

  test("that a killed process left running is taken over, and stopped in the end", async () => {
    const folder = await emptyFolder();
    const killed = await use(folder);
    await query(
      killed.url,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vtpm-gateway test'",
    );
    const next = await use(folder);
    expect(said.at(-1)).toContain("Taking over, from a process that was killed");
    await next.stop();
    expect(said.at(-1)).toBe("Stopped PostgreSQL");
    await killed.stop();
    expect(said.at(-1)).toBe("PostgreSQL was gone already");
  });
});

describe("a data directory that cannot be used", () => {
  async function refusal(folder: string): Promise<string> {
    const error = await use(folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartupError);
    return error instanceof StartupError ? error.message : "";
  }

  test("of another major version of PostgreSQL: both versions are named", async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, "postgres"));
    await writeFile(join(folder, "postgres", "PG_VERSION"), "15\n");
    expect(await refusal(folder)).toMatch(
      /postgres holds the data of PostgreSQL 15, and this program brings PostgreSQL \d+\./,
    );
    expect(await readFile(join(folder, "postgres", "PG_VERSION"), "utf8")).toBe("15\n");
  });

  test("of something else: it is left as it is", async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, "postgres"));
    await writeFile(join(folder, "postgres", "thesis.tex"), "precious");
    expect(await refusal(folder)).toContain("is not a PostgreSQL data directory");
    expect(await readdir(join(folder, "postgres"))).toEqual(["thesis.tex"]);
  });

  test("that is damaged: what PostgreSQL says of it, and where its log is", async () => {
    const folder = await emptyFolder();
    await (await use(folder)).stop();
    await rm(join(folder, "postgres", "global", "pg_control"));
    expect(await refusal(folder)).toMatch(/does not start: .*pg_control.* \(log: .*postgres\.log\)/);
  });

  test("whose password is gone", async () => {
    const folder = await emptyFolder();
    await (await use(folder)).stop();
    await rm(join(folder, "postgres.password"));
    expect(await refusal(folder)).toContain("postgres.password, the password of the PostgreSQL in");
  });

  test.skipIf(process.platform !== "linux")("whose path can be no folder, and Node would try for ever", async () => {
    expect(await refusal("/proc/vtpm-gateway")).toContain("DATA_DIRECTORY /proc/vtpm-gateway cannot be made: ENOENT");
  });

  test("whose path is a file", async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, "file"), "");
    expect(await refusal(join(folder, "file"))).toContain(`DATA_DIRECTORY ${join(folder, "file")} cannot be made`);
  });
});
