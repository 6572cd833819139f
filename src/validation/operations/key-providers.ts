import type { Fact } from "../facts.ts";
import { findMissingVersion } from "../key-provider-types.ts";
import { compareKms } from "../key-providers.ts";
import type { KmsType } from "../vocabulary.ts";
import { type Counts, type DefaultOwner, type OperationRefusal, refuse } from "./refusal.ts";

/** The servers of one key provider have different names. */
export function refuseRepeatedServer(servers: readonly { readonly name: string }[]): OperationRefusal | null {
  const repeated = servers.find((server, index) => servers.findIndex(({ name }) => name === server.name) < index);
  return repeated ? refuse({ id: "servers-of-one-name", name: repeated.name }) : null;
}

/** A key provider registered on a vCenter, and what depends on it there. */
export interface KeyProviderUse {
  readonly vcenter: string;
  readonly keyProvider: string;
  readonly defaultOf: readonly DefaultOwner[];
  readonly encrypted: Counts;
}

/**
 * Whether a key provider may be taken off its vCenter.
 *
 * @param force What it encrypts may stay behind, encrypted under a name that the vCenter no longer knows.
 */
export function refuseUnregistering(
  { vcenter, keyProvider, defaultOf, encrypted }: KeyProviderUse,
  force: boolean,
): OperationRefusal | null {
  if (defaultOf.length > 0) return refuse({ id: "key-provider-is-default", keyProvider, owners: defaultOf });
  if (force || Object.values(encrypted).every((count) => count === 0)) return null;
  return refuse({ id: "key-provider-encrypts", vcenter, keyProvider, encrypted });
}

/** A vCenter that is known to be too old for a type of key provider is given none. */
export function refuseTooOld(
  { name, version }: { readonly name: string; readonly version: Fact<string> },
  type: KmsType,
): OperationRefusal | null {
  const needed = findMissingVersion(type, version);
  if (needed === null || version === null) return null;
  return refuse({ id: "vcenter-too-old", vcenter: name, version, type, needed });
}

/** A new native key provider has a new key, whatever its name: only a restored backup brings one that is there. */
export function refuseKeyId(type: KmsType, kmsClusterUuid: Fact<string> | undefined): OperationRefusal | null {
  return type !== "NATIVE" || kmsClusterUuid == null ? null : refuse({ id: "native-key-is-made", kmsClusterUuid });
}

/** Only a native key provider is backed up. */
export function refuseBackup(type: KmsType, backedUp: boolean | null | undefined): OperationRefusal | null {
  return type === "NATIVE" || backedUp == null ? null : refuse({ id: "backup-superfluous", type, backedUp });
}

export function refuseUnlessNative({ name, type }: { readonly name: string; readonly type: KmsType }) {
  return type === "NATIVE" ? null : refuse({ id: "key-provider-not-native", keyProvider: name, type });
}

/** A key provider as it is registered on one vCenter. */
export interface RegisteredKeyProvider {
  readonly name: string;
  readonly type: KmsType;
  readonly vcenterId: string;
  /** Of a native one: its key. */
  readonly kmsClusterUuid: Fact<string>;
  readonly backedUp: Fact<boolean>;
}

/** Whether the backup of a key provider may be restored on another vCenter, which may have one of its name. */
export function refuseRestoring(
  registered: RegisteredKeyProvider,
  target: { readonly id: string; readonly name: string; readonly version: Fact<string> },
  there: RegisteredKeyProvider | null,
): { readonly about: "kmsRegistrationId" | "vcenterId"; readonly refusal: OperationRefusal } | null {
  const { name: keyProvider, type, vcenterId, backedUp } = registered;
  const source =
    refuseUnlessNative(registered) ??
    (backedUp === false ? refuse({ id: "key-provider-not-backed-up", keyProvider }) : null);
  if (source) return { about: "kmsRegistrationId", refusal: source };
  const where = { keyProvider, vcenter: target.name };
  const destination =
    (vcenterId === target.id ? refuse({ id: "key-provider-is-of-vcenter", ...where }) : null) ??
    refuseTooOld(target, type) ??
    (there && refuseOtherKey(registered, there, target.name));
  return destination && { about: "vcenterId", refusal: destination };
}

/** Keys that are not known are not known to be the same. */
function refuseOtherKey(registered: RegisteredKeyProvider, there: RegisteredKeyProvider, vcenter: string) {
  const where = { keyProvider: there.name, vcenter };
  if (there.type !== "NATIVE") return refuse({ id: "key-provider-has-other-key", ...where });
  const same = compareKms([registered.kmsClusterUuid, there.kmsClusterUuid]);
  if (same === null) return refuse({ id: "key-provider-may-have-other-key", ...where });
  return same ? null : refuse({ id: "key-provider-has-other-key", ...where });
}
