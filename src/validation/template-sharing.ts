import type { TemplateFacts } from "./facts.ts";
import { judgeExport } from "./rules/export-carries-no-tpm-state.ts";
import { judgeSynchronisation } from "./rules/sync-carries-no-tpm-state.ts";
import type { TemplateVmFacts } from "./template-state.ts";

/** Whether a template can be downloaded as OVF. Not known is no. */
export function templateExportable(template: TemplateFacts, vms: readonly TemplateVmFacts[]): boolean {
  return judgeExport(template, vms).outcome === "PASS";
}

/** Whether a subscribed catalog receives a template. Not known is no. */
export function templateSyncable(template: TemplateFacts, vms: readonly TemplateVmFacts[]): boolean {
  return judgeSynchronisation(template, vms).outcome === "PASS";
}
