import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Estate } from "../../src/formats/estate-schema.ts";
import { parseEstate } from "../../src/formats/parse-estate.ts";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

export type EstateOfTest = Estate;

/** The estate that `npm start` loads. */
export async function readDemoEstate(): Promise<Estate> {
  const { estate, errors } = parseEstate(
    await readFile(join(packageRoot, "examples", "demo-estate.json")),
    "demo-estate.json",
  );
  if (!estate) throw new Error(`the demo estate is broken: ${JSON.stringify(errors)}`);
  return estate;
}
