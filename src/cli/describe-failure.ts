import { Refusal } from "../inventory/access/refusal.ts";
import { UnfitDatabase } from "../inventory/database/unfit-database.ts";
import { StartupError } from "../server/startup-error.ts";
import { CommandFailure } from "./command-failure.ts";

const KNOWN_FAILURES = [CommandFailure, StartupError, UnfitDatabase, Refusal];

/** What a person is told of a failure: the reason where there is one outside of the program, all of it for a bug. */
export function describeFailure(error: unknown): string {
  if (error instanceof Error && KNOWN_FAILURES.some((kind) => error instanceof kind)) return error.message;
  for (let link = error; link instanceof Error; link = link.cause) {
    if ("severity" in link) return `PostgreSQL: ${link.message}`;
    if ("syscall" in link) return link.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
