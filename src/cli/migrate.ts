import { Command } from "commander";
import { runOnDatabase } from "./run-on-database.ts";
import { say } from "./say.ts";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description("Bring the database up to this version of the program; every other command does so too.")
    .action(() => runOnDatabase("migrate", async () => say("The database is up to date.")));
}
