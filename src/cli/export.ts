import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import { writeEstate } from "../formats/write-estate.ts";
import { providerAdministrator } from "../inventory/access/scope.ts";
import { exportEstate } from "../inventory/estate-file/export-estate.ts";
import { runOnDatabase } from "./run-on-database.ts";
import { say } from "./say.ts";
import { writeFileWhole } from "./write-file-whole.ts";

export function exportCommand(): Command {
  return new Command("export")
    .description("Write the estate as an estate file.")
    .argument("[FILE]", "where to; without it, to stdout")
    .action(async (file: string | undefined) => {
      await runOnDatabase("export", async (db) => {
        const estate = await exportEstate(providerAdministrator, db);
        if (file === undefined) await writeToStdout(writeEstate(estate));
        else await writeFileWhole(file, writeEstate(estate));
      });
      if (file !== undefined) say(`Exported to ${file}.`);
    });
}

async function writeToStdout(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    const readerHasEnough = error instanceof Error && "code" in error && error.code === "EPIPE";
    if (!readerHasEnough) throw error;
  }
}
