/** Names a template's VMs that have a TPM, or may have one. */
interface TemplateVms {
  readonly template: string;
  readonly vms: readonly string[];
}

/** What a template stores of TPMs, and what follows for export and synchronisation. */
export interface TemplateStatements {
  "template-stores-no-tpm-state": { readonly template: string };
  "template-cannot-be-exported": TemplateVms;
  "template-may-not-be-exported": TemplateVms;
  "template-cannot-be-synchronised": TemplateVms;
  "template-may-not-be-synchronised": TemplateVms;

  "no-captured-vm-has-a-tpm": Record<never, never>;
  "capture-stores-no-tpm-state": Record<never, never>;
  "capture-stores-tpm-state": { readonly vms: readonly string[] };
  "no-template-is-synchronised": Record<never, never>;
}
