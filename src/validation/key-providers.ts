import type { Fact, KmsRegistrationFacts, PlaceFacts, VCenterFacts } from "./facts.ts";
import type { KeyProviderScope } from "./vocabulary.ts";

/** The key provider under which a place encrypts what gets a new TPM. */
export interface DefaultKeyProvider {
  readonly name: string;
  readonly from: KeyProviderScope;
  /** Null where its vCenter is not known to have it registered. */
  readonly registration: KmsRegistrationFacts | null;
}

/** Key provider names are compared exactly. */
export function findRegistration(vcenter: VCenterFacts, name: string): KmsRegistrationFacts | null {
  return vcenter.kmsRegistrations.find((registration) => registration.name === name) ?? null;
}

/**
 * Whether registrations of one name have the same KMS behind them, by its fingerprints. Two that differ are
 * enough for a no. Null is not known: a fingerprint is missing.
 */
export function compareKms(fingerprints: readonly Fact<string>[]): Fact<boolean> {
  const known = new Set(fingerprints.filter((fingerprint) => fingerprint !== null));
  if (known.size > 1) return false;
  return fingerprints.includes(null) && fingerprints.length > 1 ? null : true;
}

/** The default in force: the cluster's own wins over the vCenter's. Null where neither is set. */
export function findDefaultKeyProvider({ cluster, vcenter }: PlaceFacts): DefaultKeyProvider | null {
  const name = cluster.defaultKeyProvider ?? vcenter.defaultKeyProvider;
  if (name === undefined) return null;
  const from = cluster.defaultKeyProvider === undefined ? "VCENTER" : "CLUSTER";
  return { name, from, registration: findRegistration(vcenter, name) };
}
