import type { Estate } from "./estate-schema.ts";
import type { Draft } from "./estate-shape.ts";
import { type Lookup, NameRegister } from "./name-register.ts";

/** A cluster, as the indexes of its vCenter and of itself in there. */
export interface ClusterPosition {
  readonly vcenter: number;
  readonly cluster: number;
}

/** What a vCenter's own objects are called; the values are their indexes in the vCenter. */
interface VCenterNames {
  readonly clusters: NameRegister<number>;
  readonly datastores: NameRegister<number>;
  readonly kmsRegistrations: NameRegister<number>;
}

/** Where a VDC is. A cluster that is wrong leaves the vCenter known that the VDC names beside it. */
interface VdcPlace {
  readonly vcenter: number | null;
  readonly cluster: number | null;
}

type DraftVdc = Draft<NonNullable<Estate["vdcs"]>[number]>;

/** Finds what a reference of an estate file means, as indexes in the estate's lists. */
export interface EstateDirectory {
  readonly organizations: NameRegister<number>;
  readonly storageVolumes: NameRegister<number>;
  readonly vcenters: NameRegister<number>;
  readonly insideVCenters: readonly VCenterNames[];
  readonly vdcs: NameRegister<number>;
  /** The vCenter and the cluster of each VDC; null where the VDC's own references do not tell. */
  readonly vdcPlaces: readonly VdcPlace[];
  /** The vApps of each VDC. */
  readonly vapps: readonly NameRegister<number>[];
  readonly catalogs: NameRegister<number>;
  findClusterOfVdc(vdc: DraftVdc): Lookup<ClusterPosition>;
}

export function openDirectory(estate: Draft<Estate>): EstateDirectory {
  const vcenters = registerList(estate, "vcenters");
  const insideVCenters = (estate.vcenters ?? []).map((vcenter) => ({
    clusters: registerList(vcenter, "clusters", () => vcenter?.name),
    datastores: registerList(vcenter, "datastores"),
    kmsRegistrations: registerList(vcenter, "kmsRegistrations"),
  }));
  const everyCluster = registerEveryCluster(estate);
  const vdcs = registerList(estate, "vdcs", (vdc) => vdc.organization);

  function findClusterOfVdc(vdc: DraftVdc): Lookup<ClusterPosition> {
    if (vdc.cluster === undefined) return { kind: "undecided" };
    if (!("vcenter" in vdc)) return everyCluster.find(vdc.cluster);
    const vcenter = vcenters.find(vdc.vcenter ?? "");
    if (vcenter.kind !== "found") return { kind: "undecided" };
    const cluster = insideVCenters[vcenter.value]?.clusters.find(vdc.cluster);
    if (cluster?.kind !== "found") return cluster ?? { kind: "undecided" };
    return { kind: "found", value: { vcenter: vcenter.value, cluster: cluster.value } };
  }

  function placeVdc(vdc: DraftVdc | undefined): VdcPlace {
    const cluster = vdc && findClusterOfVdc(vdc);
    if (cluster?.kind === "found") return cluster.value;
    const vcenter = vdc?.vcenter === undefined ? undefined : vcenters.find(vdc.vcenter);
    return { vcenter: vcenter?.kind === "found" ? vcenter.value : null, cluster: null };
  }

  return {
    organizations: registerList(estate, "organizations"),
    storageVolumes: registerList(estate, "storageVolumes"),
    vcenters,
    insideVCenters,
    vdcs,
    vdcPlaces: (estate.vdcs ?? []).map(placeVdc),
    vapps: registerVapps(estate, vdcs),
    catalogs: registerList(estate, "catalogs", (catalog) => catalog.organization),
    findClusterOfVdc,
  };
}

type Item<Holder, Key extends keyof Holder> =
  NonNullable<Holder[Key]> extends readonly (infer T)[] ? NonNullable<T> : never;

/** Registers the objects of one list by their indexes. A list that was wrong may have held anything. */
function registerList<Holder extends object, Key extends keyof Holder & string>(
  holder: Holder | undefined,
  key: Key,
  qualifierOf: (item: Item<Holder, Key>) => string | undefined = () => undefined,
): NameRegister<number> {
  const register = new NameRegister<number>();
  const items = holder?.[key];
  if (Array.isArray(items)) {
    items.forEach((item: (Item<Holder, Key> & { name?: string }) | undefined, index) => {
      register.add(index, item?.name, item && qualifierOf(item));
    });
  } else if (!holder || key in holder) register.markIncomplete();
  return register;
}

function registerEveryCluster(estate: Draft<Estate>): NameRegister<ClusterPosition> {
  const register = new NameRegister<ClusterPosition>();
  if ("vcenters" in estate && !estate.vcenters) register.markIncomplete();
  (estate.vcenters ?? []).forEach((vcenter, vcenterIndex) => {
    if (!vcenter || ("clusters" in vcenter && !vcenter.clusters)) register.markIncomplete();
    (vcenter?.clusters ?? []).forEach((cluster, index) => {
      register.add({ vcenter: vcenterIndex, cluster: index }, cluster?.name, vcenter?.name);
    });
  });
  return register;
}

function registerVapps(estate: Draft<Estate>, vdcs: NameRegister<number>): NameRegister<number>[] {
  const registers = (estate.vdcs ?? []).map(() => new NameRegister<number>());
  let lost = "vapps" in estate && !estate.vapps;
  (estate.vapps ?? []).forEach((vapp, index) => {
    const vdc = vapp?.vdc === undefined ? undefined : vdcs.find(vapp.vdc);
    if (vdc?.kind === "found") registers[vdc.value]?.add(index, vapp?.name);
    else lost = true;
  });
  if (lost) for (const register of registers) register.markIncomplete();
  return registers;
}
