import { and, asc, inArray } from "drizzle-orm";
import { vdcs } from "../../../schema/tables/index.ts";
import { type Changed, done } from "../access/changed.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Database } from "../database/database.ts";
import { gatherPlaces } from "../facts/places.ts";
import { lockVCenters, lockVdcs } from "../locks/rows.ts";
import { changeEstate } from "./change-estate.ts";
import { recordCapabilities } from "./record-capabilities.ts";

/**
 * Detects the TPM capability of VDCs anew, with nothing else being done there.
 *
 * @param vdcIds Null: of every VDC that the scope may see.
 * @returns the VDCs' ids, by their names.
 */
export function refreshVdcCapabilities(
  scope: Scope,
  db: Database,
  vdcIds: readonly string[] | null,
): Promise<Changed<string[]>> {
  const [first, second] = vdcIds ?? [];
  const object = first !== undefined && second === undefined ? ({ type: "Vdc", id: first } as const) : null;
  const change = { mutation: "refreshVdcCapabilities", object, input: { vdcIds } };
  return changeEstate(scope, db, change, async (transaction) => {
    const found = await transaction
      .select({ id: vdcs.id, vcenterId: vdcs.vcenterId })
      .from(vdcs)
      .where(and(vdcIds === null ? undefined : inArray(vdcs.id, [...vdcIds]), visibleTo(scope, "Vdc")))
      .orderBy(asc(vdcs.name), asc(vdcs.id));
    await lockVCenters(transaction, [...new Set(found.map(({ vcenterId }) => vcenterId))], "share");
    const ids = found.map(({ id }) => id);
    await lockVdcs(transaction, ids, "share");
    // Those that were deleted before they could be locked have no place.
    const places = await gatherPlaces(transaction, ids);
    const missing = vdcIds?.findIndex((id) => !places.has(id)) ?? -1;
    if (missing >= 0) throw new Refusal("NOT_FOUND", `input.vdcIds[${missing}]: there is no VDC with this id.`);
    await recordCapabilities(transaction, places, "REFRESH", new Date());
    return done(ids.filter((id) => places.has(id)));
  });
}
