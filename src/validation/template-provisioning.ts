import type { TpmProvisioning, TpmStatus } from "./vocabulary.ts";

/** MISSING: a VM has a TPM, and no option is said. SUPERFLUOUS: an option is said, and no VM has a TPM. */
export type ProvisioningMisfit<V> =
  | { readonly kind: "MISSING"; readonly vm: V }
  | { readonly kind: "SUPERFLUOUS"; readonly tpmProvisioning: TpmProvisioning };

/**
 * A template has a provisioning exactly if a VM of it has a TPM: else there is nothing to provision.
 *
 * @returns null where they fit.
 */
export function findProvisioningMisfit<N>(
  tpmProvisioning: TpmProvisioning | null,
  vms: readonly { readonly name: N; readonly tpmStatus: TpmStatus }[],
): ProvisioningMisfit<N> | null {
  const withTpm = vms.find(({ tpmStatus }) => tpmStatus === "PRESENT");
  if (tpmProvisioning === null) return withTpm ? { kind: "MISSING", vm: withTpm.name } : null;
  return withTpm ? null : { kind: "SUPERFLUOUS", tpmProvisioning };
}

/** With COPY a template stores its VMs' TPMs. With REPLACE it only describes them: each instance gets a new one. */
export function storesTpmIdentities(tpmProvisioning: TpmProvisioning | null): boolean {
  return tpmProvisioning === "COPY";
}
