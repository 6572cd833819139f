import type {
  ConnectionStatus,
  Firmware,
  HardwarePart,
  ImportMode,
  PowerState,
  TpmProvisioning,
  TpmStatus,
  WarningCode,
  Workflow,
} from "./vocabulary.ts";

/**
 * All that a decision may know. Plain immutable data, gathered from rows by `inventory/facts`
 * or changed by a hypothesis; never fetched.
 *
 * INVARIANT: `null` means "not known" and nothing else. What is known to be absent is an empty list,
 * `NOT_PRESENT`, or a property that is left out.
 */
export type Fact<T> = T | null;

/** A key provider registered on one vCenter. Its name is its identifier. */
export interface KmsRegistrationFacts {
  readonly name: string;
  readonly status: ConnectionStatus;
  /** Fingerprint of the KMS behind the name; equal fingerprints serve equal keys. */
  readonly kmsClusterUuid: Fact<string>;
}

export interface VCenterFacts {
  readonly id: string;
  readonly name: string;
  /** As reported, e.g. `8.0.2` or `7.0 Update 2`. */
  readonly version: Fact<string>;
  readonly status: ConnectionStatus;
  readonly fastCrossVcenterInstantiation: Fact<boolean>;
  readonly kmsRegistrations: readonly KmsRegistrationFacts[];
  /** False: the list may be incomplete, so a name that is not in it is not known to be missing. */
  readonly kmsInventoried: boolean;
  /** The name of the vCenter-wide default. Left out: none is set. */
  readonly defaultKeyProvider?: string | undefined;
}

export interface ClusterFacts {
  readonly id: string;
  readonly name: string;
  /** Highest hardware version that every host of the cluster can run, e.g. 21 for vmx-21. */
  readonly maxHardwareVersion: Fact<number>;
  /** The name of the cluster's own default, which wins over the vCenter's. Left out: none is set. */
  readonly defaultKeyProvider?: string | undefined;
  /** Ids of the storage volumes mounted in the cluster; null where its storage was not inventoried. */
  readonly mountedVolumeIds: Fact<readonly string[]>;
}

/** Where something is, or is to go. The vCenter and the cluster are named by id: the facts hold each once. */
export interface PlaceReference {
  readonly vcenterId: string;
  readonly clusterId: string;
  /** The VDC's name as `organization/vdc`. Left out: it is in a vCenter but in no VDC. */
  readonly vdcName?: string | undefined;
}

/** The same with what it refers to. */
export interface PlaceFacts {
  readonly vcenter: VCenterFacts;
  readonly cluster: ClusterFacts;
  readonly vdcName?: string | undefined;
}

/** A storage volume, by its real identity. A datastore is merely a vCenter's name for it. */
export interface VolumeFacts {
  readonly id: string;
  readonly name: string;
}

/** One VM concerned, as it will be where it is to run. */
export interface SubjectFacts {
  readonly name: string;
  /** Left out: the VM does not exist yet, or it is in no VDC. */
  readonly vmId?: string | undefined;
  readonly tpm: TpmStatus;
  /**
   * What the request, or the OVF, says of its TPM: true, it is to have one; false, it is to have none.
   * Left out: nothing is said. A VM that does not exist yet has `tpm: "NOT_PRESENT"` beside it.
   */
  readonly tpmRequested?: boolean | undefined;
  /** What the request gives another value (reconfigure): a TPM that stays must fit what results. */
  readonly hardwareChanges: readonly HardwarePart[];
  readonly guestId: Fact<string>;
  readonly firmware: Fact<Firmware>;
  /** The number of vmx-NN. */
  readonly hardwareVersion: Fact<number>;
  readonly powerState: Fact<PowerState>;
  readonly snapshotCount: Fact<number>;
  /** The key provider that encrypts the VM home, if it is encrypted. */
  readonly keyProvider: Fact<string>;
  readonly volumes: Fact<readonly VolumeFacts[]>;
}

export interface TemplateFacts {
  readonly name: string;
  /** What the template was captured with, if a VM of it has a TPM. */
  readonly tpmProvisioning: Fact<TpmProvisioning>;
}

/** What the caller asks for, beyond which objects. What is left out is not said. */
export interface RequestFacts {
  readonly tpmProvisioning?: TpmProvisioning | undefined;
  readonly acknowledgedWarnings: readonly WarningCode[];
  /** INVARIANT: set for imports, and for imports only. */
  readonly importMode?: ImportMode | undefined;
}

export interface Facts {
  readonly workflow: Workflow;
  /** INVARIANT: every vCenter and every cluster that a place refers to, by id. */
  readonly vcenters: Readonly<Record<string, VCenterFacts>>;
  readonly clusters: Readonly<Record<string, ClusterFacts>>;
  /** Left out: nothing exists yet (create, OVF). For a reconfiguration: where the VM is. */
  readonly source?: PlaceReference | undefined;
  /**
   * INVARIANT: left out where nothing is placed (export), and there only. For a reconfiguration: where the
   * VM is. For a catalog: its storage VDC's place.
   */
  readonly destination?: PlaceReference | undefined;
  /** The template that the workflow reads, if it reads one. */
  readonly template?: TemplateFacts | undefined;
  readonly request: RequestFacts;
  readonly subjects: readonly SubjectFacts[];
}
