import type { LockStrength } from "./rows.ts";

/**
 * The rows that a workflow reads its facts from and changes; those of a vCenter, a catalog or a template
 * go by its own row.
 */
export interface Footprint {
  readonly vcenterIds: readonly string[];
  readonly vdcIds: readonly string[];
  readonly catalogIds: readonly string[];
  readonly vapps: Locked;
  readonly vms: Locked;
  readonly unmanagedVapps: Locked;
  readonly unmanagedVms: Locked;
  readonly templates: Locked;
}

/** One strength for all rows of a table, so that one statement takes them in the order of ids. */
export interface Locked {
  readonly ids: readonly string[];
  readonly strength: LockStrength;
}

/** Where a source is or a destination: in a VDC, in a catalog that is kept in a VDC, or in a vCenter only. */
interface Place {
  readonly vcenterId: string;
  readonly vdcId?: string;
  readonly catalogId?: string;
}

export const NONE: Locked = { ids: [], strength: "share" };

type Machines = "vapps" | "vms" | "unmanagedVapps" | "unmanagedVms" | "templates";

/** The footprint of a workflow between places, and of the machines that are named. */
export function footprintOf(places: readonly Place[], machines: Partial<Pick<Footprint, Machines>>): Footprint {
  return {
    vcenterIds: distinct(places.map((place) => place.vcenterId)),
    vdcIds: distinct(places.flatMap((place) => place.vdcId ?? [])),
    catalogIds: distinct(places.flatMap((place) => place.catalogId ?? [])),
    vapps: NONE,
    vms: NONE,
    unmanagedVapps: NONE,
    unmanagedVms: NONE,
    templates: NONE,
    ...machines,
  };
}

export const shared = (ids: readonly string[]): Locked => ({ ids, strength: "share" });
export const exclusive = (ids: readonly string[]): Locked => ({ ids, strength: "update" });

/** What a VM is put into: the vApp, or none. */
export const joined = ({ vapp }: { readonly vapp: { readonly id: string } | null }): Locked =>
  shared(vapp ? [vapp.id] : []);

const distinct = (ids: readonly string[]) => [...new Set(ids)];
