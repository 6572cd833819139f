import type { Finding } from "../../validation/rule.ts";
import { findSyncObstacle } from "../../validation/template-sharing.ts";
import type { TemplateVmFacts } from "../../validation/template-state.ts";
import type { Rows } from "../access/entities.ts";

/** A template of the publisher's that its subscribers do not receive, and why. */
export interface SkippedTemplate {
  readonly template: Rows["VappTemplate"];
  readonly finding: Finding;
}

export function toTemplateVmFacts(vm: Rows["TemplateVm"]): TemplateVmFacts {
  const { name, tpmStatus, keyProviderName, encryptedByPolicy } = vm;
  return { name, tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy };
}

/** Empty where subscribers do receive it, so that lists of many can be made of it. */
export function skipTemplate(
  template: Rows["VappTemplate"],
  vms: readonly Rows["TemplateVm"][],
): readonly SkippedTemplate[] {
  const finding = findSyncObstacle(template, vms.map(toTemplateVmFacts));
  return finding === null ? [] : [{ template, finding }];
}
