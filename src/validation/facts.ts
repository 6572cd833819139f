import type {
  ConnectionStatus,
  Firmware,
  HardwarePart,
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
 * `NOT_PRESENT`, or the `name: null` of a default that is known not to be set.
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
  /** The vCenter-wide default's name; null where none is set. */
  readonly defaultKeyProvider: string | null;
}

export interface ClusterFacts {
  readonly id: string;
  readonly name: string;
  /** Highest hardware version that every host of the cluster can run, e.g. 21 for vmx-21. */
  readonly maxHardwareVersion: Fact<number>;
  /** The cluster's own default's name, which wins over the vCenter's; null where none is set. */
  readonly defaultKeyProvider: string | null;
  /** Ids of the storage volumes mounted in the cluster; null where its storage was not inventoried. */
  readonly mountedVolumeIds: Fact<readonly string[]>;
}

/** Where something is, or is to go: a VDC with the cluster and the vCenter behind it. */
export interface PlaceFacts {
  readonly vcenter: VCenterFacts;
  readonly cluster: ClusterFacts;
  /** The VDC's name as `organization/vdc`; null for what is in a vCenter but in no VDC. */
  readonly vdcName: string | null;
}

/** A storage volume, by its real identity. A datastore is merely a vCenter's name for it. */
export interface VolumeFacts {
  readonly id: string;
  readonly name: string;
}

/** One VM concerned, as it will be where it is to run. */
export interface SubjectFacts {
  readonly name: string;
  /** Null for a VM that is yet to be, or that is in no VDC. */
  readonly vmId: string | null;
  readonly tpm: TpmStatus;
  /**
   * What the request, or the OVF, says of its TPM: true, it is to have one; false, it is to have none;
   * null, nothing is said. A VM that is yet to be has `tpm: "NOT_PRESENT"` beside it.
   */
  readonly tpmRequested: boolean | null;
  /** What the request gives another value (reconfigure): a TPM that stays must fit what results. */
  readonly hardwareChanges: readonly HardwarePart[];
  readonly guestId: Fact<string>;
  readonly firmware: Fact<Firmware>;
  /** The number of vmx-NN. */
  readonly hardwareVersion: Fact<number>;
  readonly powerState: Fact<PowerState>;
  readonly snapshotCount: Fact<number>;
  /** The key provider that encrypts the VM home; null where none is recorded. */
  readonly keyProvider: string | null;
  readonly volumes: Fact<readonly VolumeFacts[]>;
}

export interface TemplateFacts {
  readonly name: string;
  /**
   * What the template was captured with; null where none of its VMs has a TPM. Null beside a VM that
   * has one, or may have one, says that it is not known.
   */
  readonly tpmProvisioning: TpmProvisioning | null;
}

/** What the caller asks for, beyond which objects. */
export interface RequestFacts {
  readonly tpmProvisioning: TpmProvisioning | null;
  readonly acknowledgedWarnings: readonly WarningCode[];
  /** INVARIANT: set for imports, and for imports only. */
  readonly importMode: "MOVE" | "CLONE" | null;
}

export interface Facts {
  readonly workflow: Workflow;
  /** Null where nothing exists yet (create, OVF). For a reconfiguration: where the VM is. */
  readonly source: PlaceFacts | null;
  /**
   * INVARIANT: null where nothing is placed (export), and there only. For a reconfiguration: where the
   * VM is. For a catalog: its storage VDC's place.
   */
  readonly destination: PlaceFacts | null;
  /** The template that the workflow reads, if it reads one. */
  readonly template: TemplateFacts | null;
  readonly request: RequestFacts;
  readonly subjects: readonly SubjectFacts[];
}
