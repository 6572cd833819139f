import type { SubjectFacts, TemplateFacts } from "./facts.ts";
import { someTpm } from "./tpm-options.ts";

export type TemplateVmFacts = Pick<SubjectFacts, "name" | "tpm">;

/**
 * Whether a template stores the state of a TPM: captured with COPY, and a VM with a TPM in it. Such a
 * template leaves its vCenter neither as an OVF nor to a subscriber. Null where it is not known.
 */
export function storesTpmState({ tpmProvisioning }: TemplateFacts, vms: readonly TemplateVmFacts[]): boolean | null {
  if (tpmProvisioning === "REPLACE") return false;
  const some = someTpm(vms);
  return some === true && tpmProvisioning === null ? null : some;
}

/** The names of its VMs that have a TPM, or may have one. */
export function listTpmVms(vms: readonly TemplateVmFacts[]): readonly string[] {
  return vms.filter((vm) => vm.tpm !== "NOT_PRESENT").map((vm) => vm.name);
}
