import { Command } from "commander";
import type { Estate } from "../formats/estate-schema.ts";
import { readEstate, readEstateFile } from "../formats/read-estate-file.ts";
import { providerAdministrator } from "../inventory/access/scope.ts";
import { type ImportSummary, importEstate } from "../inventory/estate-file/import-estate.ts";
import { CommandFailure } from "./command-failure.ts";
import { fileFailure } from "./file-failure.ts";
import { runOnDatabase } from "./run-on-database.ts";
import { say, sayAside } from "./say.ts";

const STANDARD_INPUT = "-";

export function importCommand(): Command {
  return new Command("import")
    .description("Load an estate file into the database: all of it or nothing.")
    .argument(
      "<FILE>",
      "the estate, as JSON, or as YAML by its extension .yaml or .yml; - is standard input, in either",
    )
    .option("--replace", "empty the estate and its tasks first; the audit log stays", false)
    .action(async (file: string, options: { replace: boolean }) => {
      const name = file === STANDARD_INPUT ? "standard input" : file;
      const estate = await readWhole(file, name);
      sayAside(`Importing ${name}…`);
      const summary = await runOnDatabase("import", (db) => importEstate(providerAdministrator, db, estate, options));
      say(`Imported ${describeSummary(summary)}.`);
    });
}

async function readWhole(file: string, name: string): Promise<Estate> {
  const reading = file === STANDARD_INPUT ? readEstate(process.stdin, null) : readEstateFile(file);
  const { estate, errors } = await reading.catch((error) => {
    throw fileFailure("read", name, error);
  });
  if (estate) return estate;
  const lines = errors.map(({ path, message }) => [name, ...(path === "" ? [] : [path]), message].join(": "));
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  throw new CommandFailure([...lines, `${count} in ${name}; nothing was imported.`].join("\n"));
}

const NOUNS: Readonly<Record<keyof ImportSummary, readonly [one: string, many: string]>> = {
  organizations: ["organization", "organizations"],
  vcenters: ["vCenter", "vCenters"],
  clusters: ["cluster", "clusters"],
  kmsRegistrations: ["KMS registration", "KMS registrations"],
  storageVolumes: ["storage volume", "storage volumes"],
  vdcs: ["VDC", "VDCs"],
  vapps: ["vApp", "vApps"],
  vms: ["VM", "VMs"],
  unmanagedVms: ["unmanaged VM", "unmanaged VMs"],
  catalogs: ["catalog", "catalogs"],
  vappTemplates: ["vApp template", "vApp templates"],
};

function describeSummary(summary: ImportSummary): string {
  return Object.entries(NOUNS)
    .map(([kind, [one, many]]) => {
      const count = summary[kind as keyof ImportSummary];
      return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
    })
    .join(", ");
}
