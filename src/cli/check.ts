import { Command } from "commander";
import { checkInvariants, DATABASE_INVARIANTS } from "../inventory/invariants/check-invariants.ts";
import { CommandFailure } from "./command-failure.ts";
import { runOnDatabase } from "./run-on-database.ts";
import { say } from "./say.ts";

export function checkCommand(): Command {
  return new Command("check")
    .description("Check that what must hold over the whole database holds; others may go on using it.")
    .action(async () => {
      const violations = await runOnDatabase("check", (db) => checkInvariants(db));
      for (const { invariant, message } of violations) say(`${invariant}: ${message}`);
      const total = DATABASE_INVARIANTS.length;
      if (violations.length > 0) throw new CommandFailure(`${violations.length} of ${total} invariants do not hold.`);
      say(`${total} invariants hold.`);
    });
}
