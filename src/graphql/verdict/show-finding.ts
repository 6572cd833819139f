import { titleOf } from "../../validation/catalogue.ts";
import type { FindingOnRecord, VerdictOnRecord } from "../../validation/verdict-on-record.ts";
import type { FindingOutcome } from "../../validation/vocabulary.ts";

/** A finding with what it does not hold itself: the rule's title, and the name of the VM. */
export interface ShownFinding extends Omit<FindingOnRecord, "subject"> {
  readonly title: string;
  readonly subject: string | null;
}

export function showFinding(finding: FindingOnRecord, subjects: readonly { readonly name: string }[]): ShownFinding {
  const subject = finding.subject === null ? null : (subjects[finding.subject]?.name ?? null);
  return { ...finding, title: titleOf(finding), subject };
}

export const outcomesArgument = { nullable: true, description: "Only findings with these outcomes. Default: all." };

/** @param outcomes Null: of all outcomes. */
export function showFindings(
  findings: readonly FindingOnRecord[],
  outcomes: readonly FindingOutcome[] | null,
  { subjects }: VerdictOnRecord,
): ShownFinding[] {
  return findings
    .filter(({ outcome }) => !outcomes || outcomes.includes(outcome))
    .map((finding) => showFinding(finding, subjects));
}
