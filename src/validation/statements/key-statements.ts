import type { KmsType } from "../vocabulary.ts";
import type { ClusterRef, VCenterRef } from "./named.ts";

interface KeyProviderOfVm {
  readonly vm: string;
  readonly keyProvider: string;
}

interface OnVCenter extends KeyProviderOfVm {
  readonly at: VCenterRef;
}

interface OnBoth extends OnVCenter {
  readonly source: VCenterRef;
}

/** Whether keys can be had where they are needed, and whether they are the same keys. */
export interface KeyStatements {
  "vm-carries-no-key": { readonly vm: string };
  "key-is-available": OnVCenter;
  "key-is-not-available": OnVCenter;
  "key-availability-is-unknown": OnVCenter;
  "key-provider-has-gone": OnVCenter;
  /** It is not on a list that may be incomplete. */
  "key-provider-may-have-gone": OnVCenter;
  "key-provider-of-source-is-unknown": { readonly vm: string };
  "workflow-needs-no-key": { readonly vm: string };
  "rekey-while-running": OnVCenter;
  "native-key-is-not-backed-up": OnVCenter;
  "native-key-needs-newer-vcenter": OnVCenter;
  "native-key-needs-known-vcenter": OnVCenter;
  "native-key-needs-newer-hosts": OnVCenter;
  "native-key-needs-known-hosts": OnVCenter;
  "rekey-target-is-not-registered": OnVCenter & { readonly registered: readonly string[] };

  "native-beside-other": OnBoth & { readonly sourceType: KmsType; readonly destinationType: KmsType };
  "native-keys-are-the-same": OnBoth;
  "native-keys-differ": OnBoth;
  "native-keys-cannot-be-compared": OnBoth;
  "standard-beside-trusted": OnBoth;

  "default-key-provider-is-not-backed-up": DefaultRef;
  "default-key-provider-needs-newer-vcenter": DefaultRef & Needs & { readonly version: string };
  "default-key-provider-needs-known-vcenter": DefaultRef & Needs;
  "default-key-provider-needs-newer-hosts": DefaultRef & { readonly least: number; readonly highest: number };
  "default-key-provider-needs-known-hosts": DefaultRef & { readonly least: number };
}

interface DefaultRef {
  readonly vm: string;
  readonly at: ClusterRef;
  readonly keyProvider: string;
  readonly type: KmsType;
}

interface Needs {
  readonly least: string;
}
