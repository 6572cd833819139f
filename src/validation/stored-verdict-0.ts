import type { RemedyTarget } from "./remedy.ts";
import type { SubjectVerdict } from "./verdict.ts";
import type { FindingOnRecord, OlderRemedy, VerdictOnRecord } from "./verdict-on-record.ts";

/** A verdict as it was kept before there was a number: with its sentences, which were the provider's. */
export interface VerdictOfVersion0
  extends Omit<VerdictOnRecord, "rulesVersion" | "complete" | "subjects" | "findings"> {
  readonly message: string | null;
  readonly subjects: readonly (SubjectVerdict & { readonly findings: readonly FindingOfVersion0[] })[];
  readonly findings: readonly FindingOfVersion0[];
}

interface FindingOfVersion0 extends Pick<FindingOnRecord, "rule" | "outcome" | "acknowledge"> {
  readonly title: string;
  /** The name of the VM. Names need not differ. */
  readonly subject: string | null;
  readonly message: string;
  readonly explanation: string;
  readonly remedies: readonly RemedyOfVersion0[];
}

interface RemedyOfVersion0 extends RemedyTarget, Pick<OlderRemedy, "action"> {
  readonly description: string;
}

export function readVersion0({ message: _, subjects, findings, ...kept }: VerdictOfVersion0): VerdictOnRecord {
  return {
    rulesVersion: 0,
    complete: true,
    ...kept,
    subjects: subjects.map(({ findings: __, ...subject }) => subject),
    findings: withSubjectIndices(findings, subjects.length),
  };
}

/** A rule about each VM found something about each, in the order of the VMs. */
function withSubjectIndices(findings: readonly FindingOfVersion0[], subjectCount: number): FindingOnRecord[] {
  const found = new Map<string, number>();
  return findings.map(({ title: _, subject, message, explanation, remedies, ...finding }) => {
    const index = found.get(finding.rule) ?? 0;
    if (subject !== null) found.set(finding.rule, index + 1);
    return {
      ...finding,
      subject: subject === null || index >= subjectCount ? null : index,
      what: { id: "kept-as-text", message, explanation },
      remedies: remedies.map(({ description, ...remedy }) => ({ ...remedy, keptText: description })),
    };
  });
}
