import { Command } from "commander";
import type { Estate } from "../formats/estate-schema.ts";
import { readEstateFile } from "../formats/read-estate-file.ts";
import { providerAdministrator } from "../inventory/access/scope.ts";
import { type ImportSummary, importEstate } from "../inventory/estate-file/import-estate.ts";
import { CommandFailure } from "./command-failure.ts";
import { runOnDatabase } from "./run-on-database.ts";
import { say, sayAside } from "./say.ts";

export function importCommand(): Command {
  return new Command("import")
    .description("Load an estate file into the database: all of it or nothing.")
    .argument("<FILE>", "the estate, as JSON, or as YAML by its extension .yaml or .yml")
    .option("--replace", "empty the estate and its tasks first; the audit log stays", false)
    .action(async (file: string, options: { replace: boolean }) => {
      const estate = await readEstate(file);
      sayAside(`Importing ${file}…`);
      const summary = await runOnDatabase("import", (db) => importEstate(providerAdministrator, db, estate, options));
      say(`Imported ${describeSummary(summary)}.`);
    });
}

async function readEstate(file: string): Promise<Estate> {
  const { estate, errors } = await readEstateFile(file).catch((error: Error) => {
    throw new CommandFailure(`${file}: ${error.message}`);
  });
  if (estate) return estate;
  const lines = errors.map(({ path, message }) => [file, ...(path === "" ? [] : [path]), message].join(": "));
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  throw new CommandFailure([...lines, `${count} in ${file}; nothing was imported.`].join("\n"));
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
