import { join } from "node:path";
import { readEstateFile } from "../formats/read-estate-file.ts";
import { providerAdministrator } from "../inventory/access/scope.ts";
import type { Database } from "../inventory/database/database.ts";
import { packageRoot } from "../inventory/database/package-root.ts";
import { importEstate } from "../inventory/estate-file/import-estate.ts";
import { isInventoryEmpty } from "../inventory/reading/is-inventory-empty.ts";
import { invariant } from "../validation/invariant.ts";

const FILE = "examples/demo-estate.json";

export interface DemoEstateOffer {
  /** True: load it. False: the database is somebody's own, who is only told how. */
  readonly load: boolean;
  readonly say: (line: string) => void;
}

/** Where there is nothing to look at yet, there is the demo estate. */
export async function offerDemoEstate(db: Database, { load, say }: DemoEstateOffer): Promise<void> {
  if (!(await isInventoryEmpty(providerAdministrator, db))) return;
  if (!load) {
    say(`The estate is empty. To load the demo estate: npm run gateway -- import ${FILE}`);
    return;
  }
  const { estate, errors } = await readEstateFile(join(packageRoot, FILE));
  invariant(estate !== null, `${FILE} is broken: ${JSON.stringify(errors)}`);
  await importEstate(providerAdministrator, db, estate, { replace: false });
  say(`Loaded the demo estate, ${FILE}`);
}
