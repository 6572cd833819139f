import type { ConnectionStatus, KmsType, PowerState, TpmProvisioning } from "../vocabulary.ts";

/** A cluster is known by its own name and by its vCenter's. */
export interface ClusterName {
  readonly vcenter: string;
  readonly cluster: string;
}

/** How many there are of each thing, by its noun. */
export type Counts = Readonly<Record<string, number>>;

/** Where a name is unique. */
export type NameOwner =
  | { readonly kind: "estate" }
  | { readonly kind: "vcenter"; readonly vcenter: string }
  | { readonly kind: "vdc"; readonly vdc: string }
  | { readonly kind: "vapp"; readonly vapp: string; readonly vdc: string }
  | { readonly kind: "catalog"; readonly catalog: string };

export type NamedKind = "VM" | "standalone VM" | "vApp" | "vApp template" | "vCenter" | "key provider" | "datastore";

/** Whose default a key provider is. */
export type DefaultOwner = { readonly vcenter: string; readonly cluster: string | null };

/** What a recorded fact is about. */
export interface FactOwner {
  readonly kind: "VM" | "vApp template";
  readonly name: string;
}

/** What goes wrong on a simulated vCenter, and what is said of it. */
export type FaultKind = "FAIL_AT_PROGRESS" | "SLOW" | "DISCONNECT_AT_PROGRESS" | "DISCONNECT_KMS_AT_PROGRESS";
export type FaultDetail = "percent" | "seconds" | "message" | "keyProviderName" | "remaining";

/** Why an operation is refused: which statement, with its arguments. `words/refusals.ts` makes the sentence. */
export type RefusalStatement =
  | { readonly id: "vcenter-not-connected"; readonly vcenter: string; readonly status: ConnectionStatus }
  | { readonly id: "not-a-vcenter-version"; readonly version: string }
  | { readonly id: "power-state-already"; readonly vm: string; readonly powerState: PowerState }
  | { readonly id: "power-state-not-known"; readonly vm: string }
  | { readonly id: "snapshots-not-known"; readonly vm: string }
  | { readonly id: "no-snapshots"; readonly vm: string }
  | {
      readonly id: "vms-not-powered-off";
      readonly vms: readonly { readonly name: string; readonly powerState: PowerState | null }[];
    }
  | { readonly id: "catalog-published-already"; readonly catalog: string }
  | { readonly id: "catalog-not-published"; readonly catalog: string }
  | { readonly id: "catalog-subscribed"; readonly catalog: string }
  | { readonly id: "catalog-not-subscribed"; readonly catalog: string }
  | { readonly id: "catalog-has-subscribers"; readonly catalog: string; readonly subscribers: number }
  | { readonly id: "catalog-has-templates"; readonly catalog: string; readonly templates: number }
  | {
      readonly id: "fact-known-already";
      readonly of: FactOwner;
      readonly fact: string;
      readonly known: string | number;
    }
  | { readonly id: "home-is-not-encrypted"; readonly vm: string; readonly fact: string }
  | { readonly id: "provisioning-missing"; readonly vm: string }
  | { readonly id: "provisioning-superfluous"; readonly tpmProvisioning: TpmProvisioning }
  | { readonly id: "volume-not-reachable"; readonly volume: string; readonly of: ClusterName }
  | {
      readonly id: "volume-mounted-already";
      readonly volume: string;
      readonly of: ClusterName;
      readonly datastore: string;
    }
  | { readonly id: "volume-not-mounted"; readonly volume: string; readonly of: ClusterName }
  | { readonly id: "volume-in-use"; readonly volume: string; readonly of: ClusterName; readonly users: Counts }
  | {
      readonly id: "datastore-has-other-name";
      readonly vcenter: string;
      readonly datastore: string;
      readonly asked: string;
    }
  | { readonly id: "key-provider-not-registered"; readonly vcenter: string; readonly keyProvider: string }
  | { readonly id: "key-provider-is-default"; readonly keyProvider: string; readonly owners: readonly DefaultOwner[] }
  | {
      readonly id: "key-provider-encrypts";
      readonly vcenter: string;
      readonly keyProvider: string;
      readonly encrypted: Counts;
    }
  | {
      readonly id: "vcenter-too-old";
      readonly vcenter: string;
      readonly version: string;
      readonly type: KmsType;
      readonly needed: string;
    }
  | { readonly id: "key-provider-not-native"; readonly keyProvider: string; readonly type: KmsType }
  | { readonly id: "key-provider-not-backed-up"; readonly keyProvider: string }
  | { readonly id: "key-provider-is-of-vcenter"; readonly keyProvider: string; readonly vcenter: string }
  | { readonly id: "key-provider-may-have-other-key"; readonly keyProvider: string; readonly vcenter: string }
  | { readonly id: "key-provider-has-other-key"; readonly keyProvider: string; readonly vcenter: string }
  | { readonly id: "backup-superfluous"; readonly type: KmsType; readonly backedUp: boolean }
  | { readonly id: "native-key-is-made"; readonly kmsClusterUuid: string }
  | { readonly id: "vm-locked"; readonly vm: string; readonly keyProvider: string; readonly vcenter: string }
  | { readonly id: "fault-detail-missing"; readonly kind: FaultKind; readonly detail: FaultDetail }
  | {
      readonly id: "fault-detail-superfluous";
      readonly kind: FaultKind;
      readonly detail: FaultDetail;
      readonly found: string | number;
    }
  | { readonly id: "fault-detail-out-of-range"; readonly detail: FaultDetail; readonly found: string | number }
  | { readonly id: "servers-of-one-name"; readonly name: string }
  | { readonly id: "name-taken"; readonly kind: NamedKind; readonly name: string; readonly in: NameOwner };

/** What a program tells refusals by: it stands for all statements that ask for the same reaction. */
const CODES = {
  "vcenter-not-connected": "VCENTER_NOT_CONNECTED",
  "not-a-vcenter-version": "INVALID_VALUE",
  "power-state-already": "INVALID_POWER_STATE",
  "power-state-not-known": "FACT_NOT_KNOWN",
  "snapshots-not-known": "FACT_NOT_KNOWN",
  "no-snapshots": "NO_SNAPSHOTS",
  "vms-not-powered-off": "VM_NOT_POWERED_OFF",
  "catalog-published-already": "ALREADY_PUBLISHED",
  "catalog-not-published": "NOT_PUBLISHED",
  "catalog-subscribed": "ALREADY_SUBSCRIBED",
  "catalog-not-subscribed": "NOT_SUBSCRIBED",
  "catalog-has-subscribers": "HAS_SUBSCRIBERS",
  "catalog-has-templates": "CATALOG_NOT_EMPTY",
  "fact-known-already": "FACT_ALREADY_KNOWN",
  "home-is-not-encrypted": "INVALID_VALUE",
  "provisioning-missing": "INVALID_VALUE",
  "provisioning-superfluous": "INVALID_VALUE",
  "volume-not-reachable": "NOT_MOUNTED",
  "volume-mounted-already": "ALREADY_MOUNTED",
  "volume-not-mounted": "NOT_MOUNTED",
  "volume-in-use": "STORAGE_IN_USE",
  "datastore-has-other-name": "INVALID_VALUE",
  "key-provider-not-registered": "NOT_REGISTERED",
  "key-provider-is-default": "KMS_IN_USE",
  "key-provider-encrypts": "KMS_IN_USE",
  "vcenter-too-old": "VCENTER_TOO_OLD",
  "key-provider-not-native": "KEY_PROVIDER_NOT_NATIVE",
  "key-provider-not-backed-up": "KEY_PROVIDER_NOT_BACKED_UP",
  "key-provider-is-of-vcenter": "INVALID_VALUE",
  "key-provider-may-have-other-key": "NAME_TAKEN",
  "key-provider-has-other-key": "NAME_TAKEN",
  "backup-superfluous": "INVALID_VALUE",
  "native-key-is-made": "INVALID_VALUE",
  "vm-locked": "VM_LOCKED",
  "fault-detail-missing": "INVALID_VALUE",
  "fault-detail-superfluous": "INVALID_VALUE",
  "fault-detail-out-of-range": "INVALID_VALUE",
  "servers-of-one-name": "INVALID_VALUE",
  "name-taken": "NAME_TAKEN",
} as const satisfies Record<RefusalStatement["id"], string>;

export type OperationRefusalCode = (typeof CODES)[keyof typeof CODES];

/** An operation's "no": it is not done, and nothing is changed. */
export interface OperationRefusal {
  readonly code: OperationRefusalCode;
  readonly what: RefusalStatement;
}

export function refuse(what: RefusalStatement): OperationRefusal {
  return { code: CODES[what.id], what };
}
