import type {
  ClusterFacts,
  Facts,
  KmsRegistrationFacts,
  PlaceFacts,
  PlaceReference,
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
  kmsRegistrations: [
    { name: "kp-1", type: "STANDARD", status: "CONNECTED", kmsClusterUuid: "uuid-of-kms-1", backedUp: null },
  ],
  kmsInventoried: true,
  defaultKeyProvider: "kp-1",
};

const clusterA: ClusterFacts = {
  id: "id-cl-a",
  name: "cl-a",
  maxHardwareVersion: 21,
  mountedVolumeIds: ["id-san-1"],
};

export const placeA: PlaceFacts = {
  vcenter: vcA,
  cluster: clusterA,
  vdcName: "acme/gold",
  organization: "acme",
  fastProvisioning: false,
};

/** Another vCenter, which has everything that a VM of `placeA` needs. */
export const placeB: PlaceFacts = {
  vcenter: { ...vcA, id: "id-vc-b", name: "vc-b" },
  cluster: { ...clusterA, id: "id-cl-b", name: "cl-b" },
  vdcName: "acme/silver",
  organization: "acme",
  fastProvisioning: false,
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
  encryptedByPolicy: false,
  linkedClone: false,
  identityHolders: 1,
  volumes: [{ id: "id-san-1", name: "san-1" }],
};

const nothingSaid: RequestFacts = { acknowledgedWarnings: [] };

/** A copy of a VM with a TPM to another vCenter, to which nothing is to be objected. */
export const goodCopy: Facts = {
  workflow: "COPY_VM",
  vcenters,
  clusters,
  trusts: [{ vcenterIds: ["id-vc-a", "id-vc-b"], trusted: true }],
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
  template: {
    name: "win22-tpm",
    tpmProvisioning: "COPY",
    catalog: "acme/images",
    organization: "acme",
    published: false,
  },
  subjects: [{ ...ericTpmVm, name: "win22", vmId: undefined }],
};

/** A VM that moves to another vCenter. */
export const goodMove: Facts = { ...goodCopy, workflow: "MOVE_VM" };

/** A vApp of one VM that moves to another vCenter. */
export const goodVappMove: Facts = {
  ...goodCopy,
  workflow: "MOVE_VAPP",
  request: { ...nothingSaid, moveMethod: "CLONE_AND_DELETE" },
};

/** A vApp of one VM that is captured into a catalog whose storage is on another vCenter. */
export const goodCapture: Facts = {
  ...goodCopy,
  workflow: "CAPTURE_VAPP",
  request: { ...nothingSaid, tpmProvisioning: "REPLACE" },
};

/** A VM that is outside of every VDC, and is taken along from another vCenter. */
export const goodImport: Facts = {
  ...goodCopy,
  workflow: "IMPORT_VM",
  source: { vcenterId: source.vcenterId, clusterId: source.clusterId },
  request: { ...nothingSaid, importMode: "MOVE" },
  subjects: [{ ...ericTpmVm, vmId: undefined }],
};

/** A template captured with REPLACE that is downloaded: its VM has a TPM, and stores no key. */
export const goodExport: Facts = {
  ...goodInstantiation,
  workflow: "EXPORT_VAPP_TEMPLATE",
  destination: undefined,
  template: goodInstantiation.template && { ...goodInstantiation.template, tpmProvisioning: "REPLACE" },
};

/** A VM with a TPM that is to get other hardware around it. */
export const goodHardwareChange: Facts = {
  ...goodAttach,
  subjects: [{ ...ericTpmVm, hardwareChanges: ["hardwareVersion"], hardwareVersionBefore: 14 }],
};

/** A VM whose key is to come from another key provider of its vCenter. */
export const goodRekey: Facts = {
  ...goodCopy,
  workflow: "REKEY_VM",
  destination: source,
  vcenters: {
    ...vcenters,
    [vcA.id]: {
      ...vcA,
      kmsRegistrations: [
        ...vcA.kmsRegistrations,
        { name: "kp-2", type: "STANDARD", status: "CONNECTED", kmsClusterUuid: "uuid-of-kms-2", backedUp: null },
      ],
    },
  },
  request: { ...nothingSaid, keyProviderName: "kp-2" },
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

/** Whose it is there, and how VMs are made there. */
const placeOf =
  (side: Side) =>
  (change: Partial<PlaceReference>): Change =>
  (before) => {
    const place = before[side];
    return place ? { ...before, [side]: { ...place, ...change } } : before;
  };

/** Changes every key provider registered there. */
const keyProvidersOf =
  (side: Side) =>
  (change: Partial<KmsRegistrationFacts>): Change =>
  (before) => {
    const registered = before.vcenters[before[side]?.vcenterId ?? ""]?.kmsRegistrations ?? [];
    return vcenterOf(side)({ kmsRegistrations: registered.map((one) => ({ ...one, ...change })) })(before);
  };

export const sourcePlace = placeOf("source");
export const destinationPlace = placeOf("destination");
export const sourceKeyProviders = keyProvidersOf("source");
export const destinationKeyProviders = keyProvidersOf("destination");
export const sourceVCenter = vcenterOf("source");
export const destinationVCenter = vcenterOf("destination");
export const destinationCluster = clusterOf("destination");

/** Whether the two vCenters trust each other; null: it is not recorded. */
export const trust =
  (trusted: boolean | null): Change =>
  (before) => ({
    ...before,
    trusts: trusted === null ? [] : [{ vcenterIds: ["id-vc-a", "id-vc-b"], trusted }],
  });

/** Takes the way from one vCenter to another out of it. */
export const withinOneVCenter: Change = (before) => ({ ...before, destination: before.source, trusts: [] });

export function applyAll(before: Facts, changes: readonly Change[]): Facts {
  return changes.reduce((changed, change) => change(changed), before);
}
