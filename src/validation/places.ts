import type { Facts, PlaceFacts, PlaceReference } from "./facts.ts";
import { invariant } from "./invariant.ts";

type Holders = Pick<Facts, "vcenters" | "clusters">;

export function findPlace({ vcenters, clusters }: Holders, reference: PlaceReference): PlaceFacts {
  const { vcenterId, clusterId, ...rest } = reference;
  const [vcenter, cluster] = [vcenters[vcenterId], clusters[clusterId]];
  invariant(vcenter && cluster, "the facts hold every vCenter and cluster that a place refers to");
  return { ...rest, vcenter, cluster };
}

export function referTo({ vcenter, cluster, ...rest }: PlaceFacts): PlaceReference {
  return { ...rest, vcenterId: vcenter.id, clusterId: cluster.id };
}

/** Each vCenter and each cluster of the places once. */
export function collectPlaces(places: Iterable<PlaceFacts>): Holders {
  const all = [...places];
  return {
    vcenters: Object.fromEntries(all.map(({ vcenter }) => [vcenter.id, vcenter])),
    clusters: Object.fromEntries(all.map(({ cluster }) => [cluster.id, cluster])),
  };
}
