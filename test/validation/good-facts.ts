import type {
  ClusterFacts,
  Facts,
  PlaceFacts,
  RequestFacts,
  SubjectFacts,
  TemplateFacts,
  VCenterFacts,
} from "../../src/validation/facts.ts";
import { collectPlaces, referTo } from "../../src/validation/places.ts";

/** One change of the facts; the rows of the rules' tables are made of these. */
export type Change = (facts: Facts) => Facts;

const vcA: VCenterFacts = {
  id: "id-vc-a",
  name: "vc-a",
  version: "8.0.2",
  status: "CONNECTED",
  fastCrossVcenterInstantiation: false,
  kmsRegistrations: [{ name: "kp-1", status: "CONNECTED", kmsClusterUuid: "uuid-of-kms-1" }],
  kmsInventoried: true,
  defaultKeyProvider: "kp-1",
};

const clusterA: ClusterFacts = {
  id: "id-cl-a",
  name: "cl-a",
  maxHardwareVersion: 21,
  mountedVolumeIds: ["id-san-1"],
};

export const placeA: PlaceFacts = { vcenter: vcA, cluster: clusterA, vdcName: "acme/gold" };

/** Another vCenter, which has everything that a VM of `placeA` needs. */
export const placeB: PlaceFacts = {
  vcenter: { ...vcA, id: "id-vc-b", name: "vc-b" },
  cluster: { ...clusterA, id: "id-cl-b", name: "cl-b" },
  vdcName: "acme/silver",
};

const { vcenters, clusters } = collectPlaces([placeA, placeB]);
const [source, destination] = [referTo(placeA), referTo(placeB)];

export const ericTpmVm: SubjectFacts = {
  name: "ericTpmVm",
  vmId: "id-ericTpmVm",
  tpm: "PRESENT",
  hardwareChanges: [],
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 19,
  powerState: "POWERED_OFF",
  snapshotCount: 0,
  keyProvider: "kp-1",
  volumes: [{ id: "id-san-1", name: "san-1" }],
};

const nothingSaid: RequestFacts = { acknowledgedWarnings: [] };

/** A copy of a VM with a TPM to another vCenter, to which nothing is to be objected. */
export const goodCopy: Facts = {
  workflow: "COPY_VM",
  vcenters,
  clusters,
  source,
  destination,
  request: nothingSaid,
  subjects: [ericTpmVm],
};

/** A VM without a TPM that is to get one where it is. */
export const goodAttach: Facts = {
  ...goodCopy,
  workflow: "RECONFIGURE_VM",
  destination: source,
  subjects: [{ ...ericTpmVm, tpm: "NOT_PRESENT", tpmRequested: true, keyProvider: null }],
};

/** A VM that is yet to be, and is to have a TPM. */
export const goodCreation: Facts = {
  ...goodAttach,
  workflow: "CREATE_VM",
  source: undefined,
  subjects: goodAttach.subjects.map((one) => ({ ...one, vmId: undefined })),
};

/** A VM with a TPM that is to lose it. */
export const goodDetach: Facts = { ...goodAttach, subjects: [{ ...ericTpmVm, tpmRequested: false }] };

/** A template captured with COPY, instantiated on another vCenter. */
export const goodInstantiation: Facts = {
  ...goodCopy,
  workflow: "INSTANTIATE_VAPP_TEMPLATE",
  template: { name: "win22-tpm", tpmProvisioning: "COPY" },
  subjects: [{ ...ericTpmVm, name: "win22", vmId: undefined }],
};

export const facts =
  (change: Partial<Facts>): Change =>
  (before) => ({ ...before, ...change });

/** Changes every VM concerned. */
export const subject =
  (change: Partial<SubjectFacts>): Change =>
  (before) => ({
    ...before,
    subjects: before.subjects.map((one) => ({ ...one, ...change })),
  });

export const request =
  (change: Partial<RequestFacts>): Change =>
  (before) => ({
    ...before,
    request: { ...before.request, ...change },
  });

export const template =
  (change: Partial<TemplateFacts>): Change =>
  (before) => ({
    ...before,
    template: before.template && { ...before.template, ...change },
  });

type Side = "source" | "destination";

const vcenterOf =
  (side: Side) =>
  (change: Partial<VCenterFacts>): Change =>
  (before) => {
    const id = before[side]?.vcenterId ?? "";
    const vcenter = before.vcenters[id];
    return vcenter ? { ...before, vcenters: { ...before.vcenters, [id]: { ...vcenter, ...change } } } : before;
  };

const clusterOf =
  (side: Side) =>
  (change: Partial<ClusterFacts>): Change =>
  (before) => {
    const id = before[side]?.clusterId ?? "";
    const cluster = before.clusters[id];
    return cluster ? { ...before, clusters: { ...before.clusters, [id]: { ...cluster, ...change } } } : before;
  };

export const sourceVCenter = vcenterOf("source");
export const destinationVCenter = vcenterOf("destination");
export const destinationCluster = clusterOf("destination");

/** Takes the way from one vCenter to another out of it. */
export const withinOneVCenter: Change = (before) => ({ ...before, destination: before.source });

export function applyAll(before: Facts, changes: readonly Change[]): Facts {
  return changes.reduce((changed, change) => change(changed), before);
}
