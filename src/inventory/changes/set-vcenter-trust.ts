import { inArray } from "drizzle-orm";
import { vcenters, vcenterTrusts } from "../../../schema/tables/index.ts";
import { type Changed, done } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { pairOfVCenters } from "../database/pair-of-vcenters.ts";
import { lockVCenters } from "../locks/rows.ts";
import { administer } from "./administer.ts";

export interface VCenterTrust {
  /** INVARIANT: two different ones. */
  readonly vcenterIds: readonly [string, string];
  readonly trusted: boolean;
}

/** Trust is mutual: it is one fact of two vCenters. */
export function setVCenterTrust(scope: Scope, db: Database, input: VCenterTrust): Promise<Changed<Rows["VCenter"][]>> {
  const { vcenterIds, trusted } = input;
  const change = { mutation: "setVCenterTrust", object: { type: "VCenter", id: vcenterIds[0] }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    await lockVCenters(transaction, vcenterIds, "update");
    const found = await transaction
      .select()
      .from(vcenters)
      .where(inArray(vcenters.id, [...vcenterIds]))
      .orderBy(vcenters.name);
    const known = new Set(found.map(({ id }) => id));
    const missing = vcenterIds.findIndex((id) => !known.has(id));
    if (missing >= 0) {
      throw new Refusal("NOT_FOUND", `input.vcenterIds[${missing}]: there is no vCenter with this id.`);
    }
    await transaction
      .insert(vcenterTrusts)
      .values({ ...pairOfVCenters(...vcenterIds), trusted })
      .onConflictDoUpdate({
        target: [vcenterTrusts.vcenterId, vcenterTrusts.otherVcenterId],
        set: { trusted },
      });
    return done(found);
  });
}
