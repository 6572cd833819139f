import { eq } from "drizzle-orm";
import { vcenters } from "../../schema/tables/index.ts";
import { parseVCenterVersion } from "../validation/versions.ts";
import type { ConnectionStatus } from "../validation/vocabulary.ts";
import { type Administered, administer, done, refused } from "./administer.ts";
import type { Database, Transaction } from "./database.ts";
import type { Rows } from "./entities.ts";
import { lockVCenters } from "./lock-rows.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

/** What is left out stays; null makes it not known. */
export interface VCenterChange {
  readonly vcenterId: string;
  readonly version?: string | null | undefined;
  readonly build?: string | null | undefined;
  readonly status?: ConnectionStatus | undefined;
  readonly fastCrossVcenterInstantiation?: boolean | null | undefined;
  readonly kmsInventoried?: boolean | undefined;
}

export function updateVCenter(
  scope: Scope,
  db: Database,
  input: VCenterChange,
): Promise<Administered<Rows["VCenter"]>> {
  const { vcenterId, ...change } = input;
  const deed = { mutation: "updateVCenter", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    if (change.version != null && parseVCenterVersion(change.version) === null) {
      return refused(
        "INVALID_VALUE",
        `version: found ${JSON.stringify(change.version)}, expected a vCenter version such as 8.0.2, 7.0U2 or "7.0 Update 2".`,
        ["version"],
      );
    }
    const changed = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(changed).length === 0) return done(vcenter);
    const [row] = await transaction.update(vcenters).set(changed).where(eq(vcenters.id, vcenterId)).returning();
    return done(row ?? vcenter);
  });
}

/** The vCenter's row, locked for whoever changes it or anything that belongs to it. */
export async function lockVCenterToChange(transaction: Transaction, vcenterId: string): Promise<Rows["VCenter"]> {
  await lockVCenters(transaction, [vcenterId], "update");
  const [row] = await transaction.select().from(vcenters).where(eq(vcenters.id, vcenterId));
  if (!row) throw new Refusal("NOT_FOUND", `No vCenter with this id: ${vcenterId}`);
  return row;
}
