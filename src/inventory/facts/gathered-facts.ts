import type { Facts, PlaceFacts } from "../../validation/facts.ts";

/** The facts that a workflow is judged by, and which rows they are about: what its effect needs. */
export interface GatheredFacts {
  readonly facts: Facts;
  /** The places that the facts refer to; null where there is none. */
  readonly source: PlaceFacts | null;
  readonly destination: PlaceFacts | null;
  readonly sourceVdcId: string | null;
  readonly destinationVdcId: string | null;
  /** The vApp that a VM is to be in; null where it is to be standalone, or where no VM is placed. */
  readonly destinationVapp: { readonly id: string; readonly name: string } | null;
  /** The places of source and destination, by VDC id: what capabilities are detected from. */
  readonly places: ReadonlyMap<string, PlaceFacts>;
}
