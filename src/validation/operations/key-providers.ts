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
