import type { Facts, PlaceFacts, RequestFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import { collectPlaces, referTo } from "../../validation/places.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import type { Connection } from "../database/database.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { gatherClusterPlaces, gatherPlaces } from "./places.ts";

/** The facts of a workflow but for the places, which are named by ids. */
interface Parts extends Omit<Facts, "vcenters" | "clusters" | "source" | "destination" | "request"> {
  /** Left out: nothing exists yet. */
  readonly source?: { readonly vdcId: string } | { readonly clusterId: string };
  /** Left out: nothing is placed. */
  readonly destination?: { readonly vdcId: string; readonly vapp: GatheredFacts["destinationVapp"] };
  /** Left out: nothing is said beyond which objects. */
  readonly request?: RequestFacts;
}

/** A caller who says nothing beyond which objects. */
export const nothingAsked: RequestFacts = { acknowledgedWarnings: [] };

/** What a request says of the provisioning option; null is "not said". */
export function askFor(tpmProvisioning: TpmProvisioning | null): RequestFacts {
  return tpmProvisioning === null ? nothingAsked : { ...nothingAsked, tpmProvisioning };
}

/** Three statements for what is in VDCs, and three more for what is in a vCenter only. */
export async function assembleFacts(connection: Connection, parts: Parts): Promise<GatheredFacts> {
  const { source: from, destination: to, request = nothingAsked, ...facts } = parts;
  const sourceVdcId = from && "vdcId" in from ? from.vdcId : null;
  const destinationVdcId = to?.vdcId ?? null;
  const vdcIds = new Set([sourceVdcId, destinationVdcId].filter((id) => id !== null));
  const places = await gatherPlaces(connection, [...vdcIds]);
  const source =
    from && "clusterId" in from
      ? placeOf(await gatherClusterPlaces(connection, [from.clusterId]), from.clusterId)
      : placeOf(places, sourceVdcId);
  const destination = placeOf(places, destinationVdcId);
  return {
    facts: {
      ...facts,
      request,
      ...collectPlaces([source, destination].filter((place) => place !== null)),
      ...(source && { source: referTo(source) }),
      ...(destination && { destination: referTo(destination) }),
    },
    source,
    destination,
    sourceVdcId,
    destinationVdcId,
    destinationVapp: to?.vapp ?? null,
    places,
  };
}

function placeOf(places: ReadonlyMap<string, PlaceFacts>, id: string | null): PlaceFacts | null {
  if (id === null) return null;
  const place = places.get(id);
  invariant(place, "the VDC or cluster that a row refers to is there");
  return place;
}
