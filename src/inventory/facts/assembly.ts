import type { Facts, PlaceFacts, RequestFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Connection } from "../database/database.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { gatherClusterPlaces, gatherPlaces } from "./places.ts";

/** The facts of a workflow but for the places, which are named by ids. */
interface Parts extends Omit<Facts, "source" | "destination"> {
  /** Null where nothing exists yet. */
  readonly source: { readonly vdcId: string } | { readonly clusterId: string } | null;
  /** Null where nothing is placed. */
  readonly destination: { readonly vdcId: string; readonly vapp: GatheredFacts["destinationVapp"] } | null;
}

/** A caller who says nothing beyond which objects. */
export const nothingAsked: RequestFacts = { tpmProvisioning: null, acknowledgedWarnings: [], importMode: null };

/** Three statements for what is in VDCs, and three more for what is in a vCenter only. */
export async function assembleFacts(connection: Connection, parts: Parts): Promise<GatheredFacts> {
  const { source, destination, ...facts } = parts;
  const sourceVdcId = source !== null && "vdcId" in source ? source.vdcId : null;
  const destinationVdcId = destination?.vdcId ?? null;
  const vdcIds = new Set([sourceVdcId, destinationVdcId].filter((id) => id !== null));
  const places = await gatherPlaces(connection, [...vdcIds]);
  return {
    facts: {
      ...facts,
      source:
        source !== null && "clusterId" in source
          ? placeOf(await gatherClusterPlaces(connection, [source.clusterId]), source.clusterId)
          : placeOf(places, sourceVdcId),
      destination: placeOf(places, destinationVdcId),
    },
    sourceVdcId,
    destinationVdcId,
    destinationVapp: destination?.vapp ?? null,
    places,
  };
}

function placeOf(places: ReadonlyMap<string, PlaceFacts>, id: string | null): PlaceFacts | null {
  if (id === null) return null;
  const place = places.get(id);
  invariant(place, "the VDC or cluster that a row refers to is there");
  return place;
}
