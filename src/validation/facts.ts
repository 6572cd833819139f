import type {
  ConnectionStatus,
  Firmware,
  HardwarePart,
  ImportMode,
  KmsType,
  MoveMethod,
  OvfRemark,
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
  readonly type: KmsType;
  readonly status: ConnectionStatus;
  /** Fingerprint of the KMS behind the name, of a NATIVE one its key id; equal fingerprints serve equal keys. */
  readonly kmsClusterUuid: Fact<string>;
  /** Whether a NATIVE one was backed up. */
  readonly backedUp: Fact<boolean>;
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
  /** Whose it is: the VDC's organization, or the catalog's. Left out: it is in no VDC. */
  readonly organization?: string | undefined;
  /** Whether the VDC makes VMs of templates as linked clones. Left out: it is in no VDC. */
  readonly fastProvisioning?: boolean | undefined;
}

/** The same with what it refers to. */
export interface PlaceFacts {
  readonly vcenter: VCenterFacts;
  readonly cluster: ClusterFacts;
  readonly vdcName?: string | undefined;
  readonly organization?: string | undefined;
  readonly fastProvisioning?: boolean | undefined;
}

/** Whether two vCenters trust each other's certificates. A pair that is not listed is not known. */
export interface TrustFacts {
  readonly vcenterIds: readonly [string, string];
  readonly trusted: boolean;
}

/** What an OVF says of a VM beyond its hardware. */
export interface OvfVmFacts {
  /** The hardware versions that it can be deployed with, if it names several. */
  readonly hardwareVersions: readonly number[];
  /** Its TPM may be left out (`required="false"`). */
  readonly tpmIsOptional: boolean;
  /** Other deployment options that give it a TPM, where the one that is taken gives it none. */
  readonly optionsWithTpm: readonly string[];
  /** Items that could not be read, or are not taken over. */
  readonly remarks: readonly OvfRemark[];
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
  /** The hardware version that a reconfigured VM has now. Left out: it is not reconfigured. */
  readonly hardwareVersionBefore?: Fact<number> | undefined;
  readonly guestId: Fact<string>;
  readonly firmware: Fact<Firmware>;
  /** The number of vmx-NN. */
  readonly hardwareVersion: Fact<number>;
  readonly powerState: Fact<PowerState>;
  readonly snapshotCount: Fact<number>;
  /** The key provider that encrypts the VM home, if it is encrypted. */
  readonly keyProvider: Fact<string>;
  /** Whether a storage policy asks for the encryption, with a TPM or without. */
  readonly encryptedByPolicy: Fact<boolean>;
  /** Its disks are a delta of another VM's. */
  readonly linkedClone: boolean;
  /** How many VMs, unmanaged VMs and template VMs have this TPM identity, itself included. Left out: not counted. */
  readonly identityHolders?: number | undefined;
  readonly volumes: Fact<readonly VolumeFacts[]>;
  /** Left out: it comes from no OVF. */
  readonly ovf?: OvfVmFacts | undefined;
}

export interface TemplateFacts {
  readonly name: string;
  /** What the template was captured with, if a VM of it has a TPM. */
  readonly tpmProvisioning: Fact<TpmProvisioning>;
  /** Its catalog as `organization/catalog`, and whose that is. */
  readonly catalog: string;
  readonly organization: string;
  /** Whether other organizations may use the catalog. */
  readonly published: boolean;
}

/** What the caller asks for, beyond which objects. What is left out is not said. */
export interface RequestFacts {
  readonly tpmProvisioning?: TpmProvisioning | undefined;
  readonly acknowledgedWarnings: readonly WarningCode[];
  /** INVARIANT: set for imports, and for imports only. */
  readonly importMode?: ImportMode | undefined;
  /** INVARIANT: set for the move of a vApp, and for that only. */
  readonly moveMethod?: MoveMethod | undefined;
  /** The key provider to rekey to. INVARIANT: set for rekeying, and for that only. */
  readonly keyProviderName?: string | undefined;
  /** A TPM that an OVF marks as optional is left out where the VDC supports none. */
  readonly leaveOutOptionalTpm?: boolean | undefined;
}

export interface Facts {
  readonly workflow: Workflow;
  /** INVARIANT: every vCenter and every cluster that a place refers to, by id. */
  readonly vcenters: Readonly<Record<string, VCenterFacts>>;
  readonly clusters: Readonly<Record<string, ClusterFacts>>;
  /** Of the vCenters concerned. */
  readonly trusts: readonly TrustFacts[];
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
