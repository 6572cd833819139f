import type { PlaceFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Transaction } from "../database/database.ts";
import { gatherPlaces } from "../facts/places.ts";
import { recordCapabilities } from "./record-capabilities.ts";

/**
 * The place behind a VDC in which something is done to a VM or a vApp, which is when its TPM capability is
 * detected anew, whether what is asked is then done or refused. Everything else must be locked before.
 */
export async function redetectPlace(transaction: Transaction, vdcId: string): Promise<PlaceFacts> {
  const places = await gatherPlaces(transaction, [vdcId]);
  await recordCapabilities(transaction, places, "TASK", new Date());
  const place = places.get(vdcId);
  invariant(place, "the VDC that a row refers to is there");
  return place;
}
