#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { packageRoot } from "../inventory/database/package-root.ts";
import { checkCommand } from "./check.ts";
import { Interrupted } from "./command-failure.ts";
import { describeFailure } from "./describe-failure.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { migrateCommand } from "./migrate.ts";
import { sayAside } from "./say.ts";
import { schemaCommand } from "./schema.ts";
import { serveCommand } from "./serve.ts";

const DONE = 0;
const FAILED = 1;
const WRONG_WORDS = 2;
/** As shells report a process that Ctrl-C ended. */
const INTERRUPTED = 130;

const COMMANDS = [serveCommand, migrateCommand, importCommand, exportCommand, checkCommand, schemaCommand];

async function run(words: readonly string[]): Promise<number> {
  const program = new Command("vtpm-gateway")
    .description(
      "Says whether a VM with a virtual TPM may go to another vCenter, and why not; and then takes it there.",
    )
    .version(readVersion(), "--version", "print the version")
    .helpCommand(false);
  for (const make of COMMANDS) program.addCommand(make());
  const names = program.commands.map((command) => command.name());
  const [first] = words;
  // Commander would answer --help behind a command that there is not with the help of the whole.
  if (first !== undefined && !first.startsWith("-") && !names.includes(first)) {
    sayAside(`error: unknown command ${JSON.stringify(first)}, expected one of ${names.join(", ")} (--help says more)`);
    return WRONG_WORDS;
  }
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError("(--help says more)");
  try {
    await program.parseAsync(words, { from: "user" });
    return DONE;
  } catch (error) {
    // Commander has told about it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_WORDS;
    sayAside(describeFailure(error));
    return error instanceof Interrupted ? INTERRUPTED : FAILED;
  }
}

function readVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version;
}

let lostOutput: Error | null = null;
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Who reads our output may close it when it has enough, as `head` does.
    if (error.code !== "EPIPE") lostOutput ??= error;
  });
}
process.once("exit", () => {
  if (lostOutput === null || process.exitCode !== DONE) return;
  sayAside(describeFailure(lostOutput));
  process.exitCode = FAILED;
});

process.exitCode = await run(process.argv.slice(2));
