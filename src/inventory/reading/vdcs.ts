import { inArray } from "drizzle-orm";
import { vdcTpmCapabilities } from "../../../schema/tables/index.ts";
import { detectTpmCapability, sameCapability, type TpmCapability } from "../../validation/capability.ts";
import type { PlaceFacts } from "../../validation/facts.ts";
import { gatherPlaces } from "../facts/places.ts";
import type { Reader } from "./reader.ts";

export type CapabilityRow = typeof vdcTpmCapabilities.$inferSelect;

/** What was last detected of a VDC; every VDC has a record from its first day on. */
export async function getRecordedCapability(reader: Reader, vdcId: string): Promise<CapabilityRow> {
  const loader = reader.loader("TPM capability of VDC", async (ids) => {
    const rows = await reader.db
      .select()
      .from(vdcTpmCapabilities)
      .where(inArray(vdcTpmCapabilities.vdcId, [...ids]));
    return new Map(rows.map((row) => [row.vdcId, row]));
  });
  const row = await loader.load(vdcId);
  if (!row) throw new Error(`VDC ${vdcId} has no record of its TPM capability`);
  return row;
}

/** The live facts of a VDC's place. */
export async function getPlace(reader: Reader, vdcId: string): Promise<PlaceFacts> {
  const place = await reader.loader("place of VDC", (ids) => gatherPlaces(reader.db, [...ids])).load(vdcId);
  if (!place) throw new Error(`VDC ${vdcId} has no place`);
  return place;
}

/** Whether the live facts say something else of a VDC than its record does. */
export async function isCapabilityStale(reader: Reader, recorded: CapabilityRow): Promise<boolean> {
  const place = await getPlace(reader, recorded.vdcId);
  const keyProvider = recorded.keyProviderId ? await reader.find("KmsRegistration", recorded.keyProviderId) : null;
  const live = detectTpmCapability(place);
  return !sameCapability(live, { ...recorded, keyProviderName: keyProvider?.name ?? null } as TpmCapability);
}
