import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

const program = join(packageRoot, "dist", "src", "cli", "main.js");

/** `serve` as a process of its own, as it was built last. */
export class ServeProcess {
  readonly child: ChildProcess;
  #output = "";
  readonly #ended: Promise<unknown>;

  constructor(settings: Record<string, string>) {
    const { DATABASE_URL, ...environment } = process.env;
    this.child = spawn(process.execPath, [program, "serve"], {
      env: { ...environment, PORT: "0", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", (chunk) => (this.#output += chunk));
    this.#ended = once(this.child, "close");
  }

  /** All that was written so far. */
  get lines(): string[] {
    return this.#output.trim().split("\n");
  }

  /** Where it listens, as soon as it says so. */
  async address(): Promise<string> {
    const said = () => /GraphQL +(\S+)\/graphql/.exec(this.#output)?.[1];
    await expect.poll(() => said() ?? this.child.exitCode ?? null, { timeout: 30_000 }).not.toBeNull();
    const address = said();
    if (address === undefined) throw new Error(`serve has not started:\n${this.#output}`);
    return address;
  }

  async exitCode(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }

  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }
}
