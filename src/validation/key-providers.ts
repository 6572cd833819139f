import type { KmsRegistrationFacts, PlaceFacts, VCenterFacts } from "./facts.ts";
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

/** The default in force: the cluster's own wins over the vCenter's. Null where neither is set. */
export function findDefaultKeyProvider({ cluster, vcenter }: PlaceFacts): DefaultKeyProvider | null {
  const name = cluster.defaultKeyProvider ?? vcenter.defaultKeyProvider;
  if (name === undefined) return null;
  const from = cluster.defaultKeyProvider === undefined ? "VCENTER" : "CLUSTER";
  return { name, from, registration: findRegistration(vcenter, name) };
}
