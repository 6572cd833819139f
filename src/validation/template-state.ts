import { isHomeConsistent } from "./encryption.ts";
import type { SubjectFacts, TemplateFacts } from "./facts.ts";

/** What a template says of all its VMs. */
export type CapturedTemplate = Pick<TemplateFacts, "name" | "tpmProvisioning">;

export type TemplateVmFacts = Pick<SubjectFacts, "name" | "tpm" | "keyProvider" | "encryptedByPolicy">;

/**
 * Whether a VM of a template keeps it from being written as OVF or synchronised: by the state of its TPM, where
 * the template was captured with COPY, or by an encryption that a storage policy asks for. Null: not known.
 */
export function isVmWithheld(vm: TemplateVmFacts, template: CapturedTemplate): boolean | null {
  const provisionings = template.tpmProvisioning === null ? (["COPY", "REPLACE"] as const) : [template.tpmProvisioning];
  const tpms = vm.tpm === "UNKNOWN" ? (["PRESENT", "NOT_PRESENT"] as const) : [vm.tpm];
  const policies = vm.encryptedByPolicy === null ? [true, false] : [vm.encryptedByPolicy];
  const answers = new Set(
    tpms.flatMap((tpm) =>
      policies.flatMap((encryptedByPolicy) =>
        isHomeConsistent({ ...vm, tpm, encryptedByPolicy })
          ? provisionings.map((provisioning) => encryptedByPolicy || (tpm === "PRESENT" && provisioning === "COPY"))
          : [],
      ),
    ),
  );
  return answers.size === 1 ? answers.has(true) : null;
}

/** Whether any VM of a template is withheld; null where none is for sure, and one may be. */
export function isTemplateWithheld(template: CapturedTemplate, vms: readonly TemplateVmFacts[]): boolean | null {
  const answers = vms.map((vm) => isVmWithheld(vm, template));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** For sure: what is encrypted without a TPM is so by a policy, whether or not that is recorded. */
export function listEncryptedByPolicy(vms: readonly TemplateVmFacts[]): readonly string[] {
  return vms
    .filter((vm) => vm.encryptedByPolicy ?? !isHomeConsistent({ ...vm, encryptedByPolicy: false }))
    .map(({ name }) => name);
}

/** The names of its VMs that have a TPM, or may have one. */
export function listTpmVms(vms: readonly TemplateVmFacts[]): readonly string[] {
  return vms.filter((vm) => vm.tpm !== "NOT_PRESENT").map((vm) => vm.name);
}
