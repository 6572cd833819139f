import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";
import { ServeProcess } from "../support/serve-process.ts";

/** What `npm start` needs of a checkout. It builds anew, which other tests must not meet half done. */
const PARTS = ["package.json", "tsconfig.json", "tsconfig.build.json", "src", "schema", "migrations", "examples"];

let folder: string;
let data: string;
let npm: ChildProcess;
let output: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vtpm-npm-start-"));
  const checkout = join(folder, "checkout");
  for (const part of PARTS) await cp(join(packageRoot, part), join(checkout, part), { recursive: true });
  await symlink(join(packageRoot, "node_modules"), join(checkout, "node_modules"));
  data = join(folder, "data");
  output = "";
  const { DATABASE_URL, ...environment } = process.env;
  npm = spawn("npm", ["start"], {
    cwd: checkout,
    // A process group of its own, so that what is left of it can be found.
    detached: true,
    env: { ...environment, DATA_DIRECTORY: data, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [npm.stdout, npm.stderr]) stream?.on("data", (chunk) => (output += chunk));
});

afterEach(async () => {
  for (const { pid } of leftOver()) process.kill(pid, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const said = (text: string) => expect.poll(() => output, { timeout: 60_000, interval: 20 }).toContain(text);

/** What lives of the gateway, its build and its PostgreSQL. */
function leftOver(): { pid: number; command: string }[] {
  const lines = execFileSync("ps", ["-eo", "pid=,pgid=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , group, command]) => group === String(npm.pid) || command?.includes(folder))
    .map(([, pid, , command]) => ({ pid: Number(pid), command: command ?? "" }));
}

async function terminateNpm(): Promise<void> {
  const exited = once(npm, "exit");
  npm.kill("SIGTERM");
  await exited;
}

test("SIGTERM to npm alone ends the gateway and its PostgreSQL in good order", async () => {
  await said("Stop it with Ctrl-C.");
  const address = /GraphQL +(\S+)\/graphql/.exec(output)?.[1] ?? "";
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect(leftOver().some(({ command }) => command.includes("postgres"))).toBe(true);

  await terminateNpm();
  expect(npm.exitCode).toBe(0);
  await expect(fetch(`${address}/readyz`)).rejects.toThrow("fetch failed");
  expect(leftOver()).toEqual([]);
  expect(output).toMatch(/Stopping…\nStopped PostgreSQL\n$/);
  expect(await readdir(join(data, "postgres"))).not.toContain("postmaster.pid");

  const next = new ServeProcess({ DATA_DIRECTORY: data });
  await next.address();
  expect(await next.stop()).toBe(0);
  expect(next.lines[0]).toMatch(/^Started PostgreSQL/);
}, 120_000);

test("SIGTERM to npm alone while it builds ends the build, and nothing is started", async () => {
  const isCompiler = ({ command }: { command: string }) => /\/tsc -p /.test(command);
  await expect.poll(() => leftOver().some(isCompiler), { timeout: 60_000, interval: 20 }).toBe(true);
  await terminateNpm();
  expect(npm.signalCode).toBe("SIGTERM");
  // Before Node 22.15 the compiler is a process under a process, and by itself for the moment that it takes.
  expect(leftOver().filter((left) => !isCompiler(left))).toEqual([]);
  await expect.poll(leftOver, { timeout: 20_000 }).toEqual([]);
  expect(existsSync(data)).toBe(false);
}, 120_000);
