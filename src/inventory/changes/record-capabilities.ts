import { sql } from "drizzle-orm";
import { type CAPABILITY_TRIGGERS, kmsRegistrations, vdcTpmCapabilities } from "../../../schema/tables/index.ts";
import { detectTpmCapability } from "../../validation/capability.ts";
import type { PlaceFacts } from "../../validation/facts.ts";
import type { Connection } from "../database/database.ts";

export type CapabilityTrigger = (typeof CAPABILITY_TRIGGERS)[number];

/** Eleven parameters a row, of the 65,535 that Postgres takes in a statement. */
const ROWS_PER_STATEMENT = 5_000;

/**
 * Detects the TPM capability of VDCs from the facts of their places and records it over what was
 * detected before.
 *
 * INVARIANT: rows are written in the order of VDC ids, so that two tasks that concern the same VDCs wait
 * for each other and never deadlock; and the caller holds the rows of the vCenters (see `locks/rows.ts`),
 * so that no key provider is unregistered in between.
 */
export async function recordCapabilities(
  connection: Connection,
  places: ReadonlyMap<string, PlaceFacts>,
  detectedBy: CapabilityTrigger,
  detectedAt: Date,
): Promise<void> {
  const rows = [...places]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([vdcId, place]) => {
      const { keyProviderName, guestFamilies, copyOffers, reasons, ...detected } = detectTpmCapability(place);
      return {
        ...detected,
        vdcId,
        guestFamilies: [...guestFamilies],
        copyOffers: [...copyOffers],
        reasons: [...reasons],
        keyProviderId: keyProviderName === null ? null : idOfRegistration(place.vcenter.id, keyProviderName),
        detectedAt,
        detectedBy,
      };
    });
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await connection
      .insert(vdcTpmCapabilities)
      .values(rows.slice(start, start + ROWS_PER_STATEMENT))
      .onConflictDoUpdate({ target: vdcTpmCapabilities.vdcId, set: detectedAnew });
  }
}

const detectedAnew = {
  supported: sql`excluded.supported`,
  guestFamilies: sql`excluded.guest_families`,
  keyProviderId: sql`excluded.key_provider_id`,
  keyProviderFrom: sql`excluded.key_provider_from`,
  copyOffers: sql`excluded.copy_offers`,
  maxHardwareVersion: sql`excluded.max_hardware_version`,
  reasons: sql`excluded.reasons`,
  detectedAt: sql`excluded.detected_at`,
  detectedBy: sql`excluded.detected_by`,
};

function idOfRegistration(vcenterId: string, name: string) {
  const { id, vcenterId: holder, name: registered } = kmsRegistrations;
  return sql<string>`(select ${id} from ${kmsRegistrations} where ${holder} = ${vcenterId} and ${registered} = ${name})`;
}
