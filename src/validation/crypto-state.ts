import { type HomeFacts, isHomeEncrypted } from "./encryption.ts";
import type { VCenterFacts } from "./facts.ts";
import type { CryptoState } from "./vocabulary.ts";

/**
 * Whether the keys of a VM can be had where it is. A health that is not CONNECTED says nothing either way, for
 * hosts keep keys until they restart; a NATIVE key provider is not judged by its health.
 */
export function findCryptoState(
  home: HomeFacts,
  { kmsRegistrations, kmsInventoried }: Pick<VCenterFacts, "kmsRegistrations" | "kmsInventoried">,
): CryptoState {
  const encrypted = isHomeEncrypted(home);
  if (encrypted === false) return "NOT_ENCRYPTED";
  if (encrypted === null || home.keyProvider === null) return "UNKNOWN";
  const registration = kmsRegistrations.find(({ name }) => name === home.keyProvider);
  if (registration === undefined) return kmsInventoried ? "LOCKED" : "UNKNOWN";
  return registration.type === "NATIVE" || registration.status === "CONNECTED" ? "UNLOCKED" : "UNKNOWN";
}
