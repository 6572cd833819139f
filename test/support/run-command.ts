import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

/** What `npm run build:server` makes, and the package's bin names. */
const main = join(packageRoot, "dist", "src", "cli", "main.js");

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the built program as a process of its own. */
export function startCommand(
  words: readonly string[],
  environment: Record<string, string>,
  stdio: StdioOptions = "pipe",
): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [main, ...words], { cwd: packageRoot, env, stdio });
}

export async function runCommand(
  words: readonly string[],
  environment: Record<string, string>,
  input = "",
): Promise<CommandResult> {
  const child = startCommand(words, environment);
  child.stdin?.end(input);
  return outcomeOf(child);
}

export async function outcomeOf(child: ChildProcess): Promise<CommandResult> {
  if (!child.stdout || !child.stderr) throw new Error("the command was started without pipes");
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, stdout, stderr };
}
