import type { KeyProviderScope } from "../vocabulary.ts";
import type { ClusterRef, VCenterRef } from "./named.ts";

/** The default key provider in force at the place where the VM is to be. */
interface DefaultKeyProviderRef {
  readonly vm: string;
  readonly at: ClusterRef;
  readonly keyProvider: string;
  /** Whose default it is. */
  readonly from: KeyProviderScope;
}

interface KeyProviderOfVm {
  readonly vm: string;
  readonly keyProvider: string;
}

/** What encrypts a VM, here and there. */
export interface KeyProviderStatements {
  "default-key-provider-is-connected": DefaultKeyProviderRef;
  "default-key-provider-is-missing": { readonly vm: string; readonly at: ClusterRef };
  "default-key-provider-is-unknown": { readonly vm: string; readonly at: ClusterRef };
  "default-key-provider-is-not-registered": DefaultKeyProviderRef;
  /** It is not on a list that may be incomplete. */
  "default-key-provider-is-not-listed": DefaultKeyProviderRef;
  "default-key-provider-is-disconnected": DefaultKeyProviderRef;
  "default-key-provider-status-is-unknown": DefaultKeyProviderRef;

  "home-encryption-is-unknown": { readonly vm: string };
  "home-is-encrypted": KeyProviderOfVm;
  "home-key-provider-is-unknown": { readonly vm: string };
  "home-will-be-encrypted": {
    readonly vm: string;
    readonly at: ClusterRef;
    readonly byDefault: { readonly keyProvider: string; readonly from: KeyProviderScope } | null;
  };
  "template-stores-no-key": { readonly vm: string };

  "key-provider-is-unknown": { readonly vm: string; readonly at: VCenterRef };
  "key-provider-is-registered": KeyProviderOfVm & { readonly at: VCenterRef };
  /** It is not on a list that may be incomplete. */
  "key-provider-is-not-listed": KeyProviderOfVm & { readonly at: VCenterRef };
  "key-provider-is-not-registered": KeyProviderOfVm & {
    readonly at: VCenterRef;
    readonly registered: readonly string[];
  };

  "key-provider-is-not-on-both-vcenters": { readonly vm: string };
  "kms-cannot-be-compared": KeyProviderOfVm & { readonly source: VCenterRef; readonly at: VCenterRef };
  "kms-is-the-same": KeyProviderOfVm & { readonly source: VCenterRef; readonly at: VCenterRef };
  "kms-is-another": KeyProviderOfVm & {
    readonly source: VCenterRef;
    readonly at: VCenterRef;
    /** The fingerprints. */
    readonly sourceKms: string;
    readonly destinationKms: string;
  };
}
