import type { Finding } from "./rule.ts";
import { judgeExport } from "./rules/export-carries-no-tpm-state.ts";
import { judgeSynchronisation, syncCarriesNoTpmState } from "./rules/sync-carries-no-tpm-state.ts";
import type { CapturedTemplate, TemplateVmFacts } from "./template-state.ts";

/** Whether a template can be downloaded as OVF. Not known is no. */
export function templateExportable(template: CapturedTemplate, vms: readonly TemplateVmFacts[]): boolean {
  return judgeExport(template, vms).outcome === "PASS";
}

/** Why a subscribed catalog does not receive a template; null where it does. Not known is a reason too. */
export function findSyncObstacle(template: CapturedTemplate, vms: readonly TemplateVmFacts[]): Finding | null {
  const judgement = judgeSynchronisation(template, vms);
  if (judgement.outcome === "PASS") return null;
  return { rule: syncCarriesNoTpmState.id, subject: null, ...judgement };
}

/** Whether a subscribed catalog receives a template. */
export function templateSyncable(template: CapturedTemplate, vms: readonly TemplateVmFacts[]): boolean {
  return findSyncObstacle(template, vms) === null;
}
