import type { Rows } from "../inventory/access/entities.ts";
import type { Scope } from "../inventory/access/scope.ts";
import type { Connection, Database } from "../inventory/database/database.ts";
import { gatherPlaces } from "../inventory/facts/places.ts";
import type { Filter } from "../inventory/reading/filter.ts";
import { listVdcs } from "../inventory/reading/list-vdcs.ts";
import { decide } from "../validation/decide.ts";
import type { Facts } from "../validation/facts.ts";
import { invariant } from "../validation/invariant.ts";
import { collectPlaces, referTo } from "../validation/places.ts";
import type { Verdict } from "../validation/verdict.ts";
import { gatherFacts } from "./gather-workflow.ts";
import type { WorkflowRequest } from "./workflow-bodies.ts";

/** A VDC, and what the answer would be there. */
export interface Placement {
  readonly vdc: Rows["Vdc"];
  readonly verdict: Verdict;
}

/**
 * What would be decided for each VDC, by name: the same `decide` over the same facts with another
 * destination. The number of statements does not depend on the number of VDCs.
 *
 * @param requestTo The workflow, to be carried out into the VDC with an id.
 * @param filter Which VDCs.
 */
export function listPlacements(
  scope: Scope,
  db: Database,
  requestTo: (vdcId: string) => WorkflowRequest,
  filter: Filter,
): Promise<Placement[]> {
  return db.transaction((transaction) => judgeEverywhere(scope, transaction, requestTo, filter), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function judgeEverywhere(
  scope: Scope,
  connection: Connection,
  requestTo: (vdcId: string) => WorkflowRequest,
  filter: Filter,
): Promise<Placement[]> {
  const vdcs = await listVdcs(scope, connection, filter);
  const [any] = vdcs;
  if (!any) return [];
  const { facts } = await gatherFacts(scope, connection, requestTo(any.id));
  const places = await gatherPlaces(
    connection,
    vdcs.map(({ id }) => id),
  );
  const everywhere = collectPlaces(places.values());
  const known = {
    ...facts,
    vcenters: { ...facts.vcenters, ...everywhere.vcenters },
    clusters: { ...facts.clusters, ...everywhere.clusters },
  };
  return vdcs.map((vdc) => {
    const destination = places.get(vdc.id);
    invariant(destination, "a VDC that is listed has a place");
    const elsewhere: Facts = { ...known, destination: referTo(destination) };
    return { vdc, verdict: decide(elsewhere) };
  });
}
