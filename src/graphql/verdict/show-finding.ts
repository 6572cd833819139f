import { titleOf } from "../../validation/catalogue.ts";
import type { FindingOnRecord } from "../../validation/verdict-on-record.ts";

/** A finding with what it does not hold itself: the rule's title, and the name of the VM. */
export interface ShownFinding extends Omit<FindingOnRecord, "subject"> {
  readonly title: string;
  readonly subject: string | null;
}

export function showFinding(finding: FindingOnRecord, subjects: readonly { readonly name: string }[]): ShownFinding {
  const subject = finding.subject === null ? null : (subjects[finding.subject]?.name ?? null);
  return { ...finding, title: titleOf(finding), subject };
}
